import type { Fault, Round } from './documents';

const keyName = 'bess-key';
const firstPauseMs = 250;
const longestPauseMs = 5000;

export class ApiError extends Error {
  readonly status: number;
  readonly type: string;
  readonly faults: Fault[];
  readonly running: Round | undefined;

  constructor(status: number, problem: { type?: string; detail?: string; faults?: Fault[]; running?: Round }) {
    super(problem.detail ?? `The server answered ${status}.`);
    this.status = status;
    this.type = problem.type ?? '';
    this.faults = problem.faults ?? [];
    this.running = problem.running;
  }
}

/** Takes a key from the address (behind #, which browsers send to nobody) into this tab and out of the address. */
export function takeKeyFromAddress(): void {
  const match = /^#key=(bess_[0-9a-f_]+)$/.exec(location.hash);
  if (!match) return;
  rememberKey(match[1]!);
  history.replaceState(null, '', '#/');
}

export function rememberKey(key: string): void {
  sessionStorage.setItem(keyName, key.trim());
}

export function forgetKey(): void {
  sessionStorage.removeItem(keyName);
}

async function call(method: string, path: string, options: { body?: string; accept?: string; headers?: Record<string, string>; signal?: AbortSignal } = {}): Promise<Response> {
  const headers: Record<string, string> = { ...options.headers, Accept: options.accept ?? 'application/json' };
  const key = sessionStorage.getItem(keyName);
  if (key) headers['X-Api-Key'] = key;
  if (options.body !== undefined) headers['Content-Type'] ??= 'application/json';
  const request: RequestInit = { method, headers, credentials: 'omit' };
  if (options.body !== undefined) request.body = options.body;
  if (options.signal) request.signal = options.signal;
  const response = await fetch(`api/v1/${path}`, request);
  if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => ({})));
  return response;
}

export async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await call('GET', path, signal ? { signal } : {})).json() as Promise<T>;
}

/** The document, or undefined where there is none, or none that this caller may read. */
export async function readOrNot<T>(path: string, signal?: AbortSignal): Promise<T | undefined> {
  try {
    return await read<T>(path, signal);
  } catch (error) {
    if (error instanceof ApiError && [403, 404, 501].includes(error.status)) return undefined;
    throw error;
  }
}

export async function send(path: string, body?: string, signal?: AbortSignal, headers: Record<string, string> = {}): Promise<unknown> {
  const options = body === undefined ? { headers } : { body, headers };
  const response = await call('POST', path, signal ? { ...options, signal } : options);
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}

/** Changes a document: what was answered, with its tag. */
export async function change<T>(method: 'PUT' | 'DELETE', path: string, options: { body?: string; type?: string; headers?: Record<string, string>; signal?: AbortSignal } = {}): Promise<T | undefined> {
  const { type, headers, ...rest } = options;
  const text = await (await call(method, path, { ...rest, headers: { ...headers, ...(type ? { 'Content-Type': type } : {}) } })).text();
  return text ? (JSON.parse(text) as T) : undefined;
}

/** Something that happened: numbered from 0 without holes. */
interface Numbered {
  number: number;
}

/** Events from the first to the last; after a broken line, or a new start of the server, it goes on behind the last that was read. */
export async function follow<E extends Numbered>(path: string, onEvent: (happened: E) => void, onLine: (isUp: boolean) => void, isLast: (happened: E) => boolean, signal: AbortSignal): Promise<void> {
  let last = -1;
  let pause = firstPauseMs;
  while (!signal.aborted) {
    try {
      const headers: Record<string, string> = last >= 0 ? { 'Last-Event-ID': String(last) } : {};
      const response = await call('GET', path, { accept: 'text/event-stream', headers, signal });
      onLine(true);
      pause = firstPauseMs;
      const hasEnd = await readEvents<E>(response, (happened) => {
        // One that is sent twice is told once.
        if (happened.number <= last) return;
        last = happened.number;
        onEvent(happened);
      }, isLast);
      if (hasEnd) return;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && error.status < 500 && error.status !== 429) throw error;
    }
    onLine(false);
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(2 * pause, longestPauseMs);
  }
}

async function readEvents<E>(response: Response, onEvent: (happened: E) => void, isLast: (happened: E) => boolean): Promise<boolean> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let hasEnd = false;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return hasEnd;
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const lines = block.split('\n');
      const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6)).join('\n');
      if (lines.includes('event: end')) {
        hasEnd = true;
      } else if (data) {
        const happened = JSON.parse(data) as E;
        onEvent(happened);
        hasEnd ||= isLast(happened);
      }
    }
  }
}

/** Saves what the server answers as a file. */
export async function download(path: string, other = 'bess.txt'): Promise<void> {
  const response = await call('GET', path, { accept: '*/*' });
  const name = /filename="([\w.-]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? other;
  save(name, await response.blob());
}

export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
