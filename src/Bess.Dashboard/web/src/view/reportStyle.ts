import css from '../../../../Bess.Reports/report.css?raw';

/** The style sheet of the reports: the very file that the server and the tool write into theirs. */
export const reportStyle = css.trimEnd();

const colours = [...css.matchAll(/--c\d+:(#[0-9a-f]{6})/g)].map((found) => found[1]!);

/** Its colours, light and dark, after Okabe and Ito: told apart by everybody; names stand beside every colour. */
export const reportColours = { light: colours.slice(0, colours.length / 2), dark: colours.slice(colours.length / 2) };

/** What saved pages need besides. */
export const savedStyle = 'img { width:100%; height:auto; display:block; background:#ffffff; border-radius:4px; margin:6px 0; } h3 { font-size:15px; margin:16px 0 4px; }';
