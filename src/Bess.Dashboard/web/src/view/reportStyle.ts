/** The style sheet of the reports that the server and the tool write (ReportStyle.cs); a test holds the two together. */
export const reportStyle = `:root { color-scheme: light dark; --ink:#1c2126; --soft:#5b6670; --paper:#ffffff; --panel:#f4f6f8; --grid:#dfe4e8; --zero:#9aa5ae;
        --c1:#0072b2; --c2:#d55e00; --c3:#007a5a; --c4:#a2528c; --c5:#8a6d00; --c6:#56768c;
        --c7:#882255; --c8:#332288; --c9:#2f8f86; }
@media (prefers-color-scheme: dark) {
  :root { --ink:#e6eaee; --soft:#9fabb6; --paper:#14181c; --panel:#1d2329; --grid:#2e363e; --zero:#66727d;
          --c1:#56b4e9; --c2:#ff9149; --c3:#36c99b; --c4:#e39bcf; --c5:#e6c229; --c6:#9fb6c6;
          --c7:#e58fb3; --c8:#a79be8; --c9:#7fd8cc; } }
body { margin:0 auto; max-width:980px; padding:24px 16px; font:15px/1.5 system-ui,sans-serif; color:var(--ink); background:var(--paper); }
h1 { font-size:24px; margin:0 0 4px; overflow-wrap:anywhere; } h2 { font-size:18px; margin:32px 0 4px; } p { margin:4px 0 10px; }
.status { display:inline-block; padding:2px 10px; border:2px solid currentColor; border-radius:4px; font-weight:600; }
.soft { color:var(--soft); }
.cards { display:grid; grid-template-columns:repeat(auto-fill,minmax(200px,1fr)); gap:8px; margin:12px 0; }
.card { background:var(--panel); padding:8px 12px; border-radius:4px; } .card b { display:block; font-size:18px; }
svg { width:100%; height:auto; display:block; background:var(--panel); border-radius:4px; margin:6px 0; }
svg text { font:12px system-ui,sans-serif; fill:var(--ink); } svg text.soft { fill:var(--soft); } svg text.title { fill:var(--soft); }
.grid { stroke:var(--grid); fill:none; } .zero { stroke:var(--zero); fill:none; } .line { fill:none; stroke-width:2; }
.area { opacity:.22; stroke:none; }
.line.s1,.dot.s1 { stroke:var(--c1); } .line.s2,.dot.s2 { stroke:var(--c2); stroke-dasharray:7 3; }
.line.s3,.dot.s3 { stroke:var(--c3); stroke-dasharray:2 3; }
.line.s4 { stroke:var(--c4); stroke-dasharray:10 3 2 3; } .dot { fill:var(--paper); stroke-dasharray:none; }
.area.s1 { fill:var(--c1); } .area.s2 { fill:var(--c2); } .area.s3 { fill:var(--c3); } .area.s4 { fill:var(--c4); }
.area.s5 { fill:var(--c5); } .area.s6 { fill:var(--c6); } .area.s7 { fill:var(--c7); } .area.s8 { fill:var(--c8); } .area.s9 { fill:var(--c9); }
.area.bar { opacity:.8; }
.cell { shape-rendering:crispEdges; }
details { margin:4px 0 12px; } summary { cursor:pointer; color:var(--soft); } .wide { overflow-x:auto; max-height:420px; overflow-y:auto; }
table { border-collapse:collapse; font-size:13px; font-variant-numeric:tabular-nums; }
th,td { padding:2px 10px; text-align:right; border-bottom:1px solid var(--grid); white-space:nowrap; }
th { position:sticky; top:0; background:var(--panel); } td:first-child,th:first-child { text-align:left; }
@media print { body { max-width:none; } details { display:none; } }`;

/** What saved pages need besides. */
export const savedStyle = 'img { width:100%; height:auto; display:block; background:#ffffff; border-radius:4px; margin:6px 0; } h3 { font-size:15px; margin:16px 0 4px; }';
