export type LiveConnection = 'live' | 'reconnecting' | 'polling';

type Watcher = { onChange: () => void; onState: (state: LiveConnection) => void };

const debounceMs = 150;
const patienceMs = 15_000;
const pollMs = 10_000;

/**
 * Follows an event stream until the returned function is called. Changes that come close together are one. What the
 * page missed before its first connection is the stream's to tell; after a lost connection everything counts as changed.
 */
export function watchEvents(url: string, { onChange, onState }: Watcher): () => void {
  let source: EventSource | undefined;
  let debounce: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let poll: ReturnType<typeof setInterval> | undefined;
  let missed = false;
  let interrupted = false;

  const change = () => {
    // A page nobody looks at is brought up to date when somebody does.
    if (document.hidden) {
      missed = true;
      return;
    }
    clearTimeout(debounce);
    debounce = setTimeout(onChange, debounceMs);
  };

  const connected = () => {
    clearTimeout(patience);
    clearInterval(poll);
    patience = undefined;
    onState('live');
    if (interrupted) change();
    interrupted = false;
  };

  const lost = () => {
    interrupted = true;
    if (patience === undefined) {
      onState('reconnecting');
      patience = setTimeout(() => {
        onState('polling');
        poll = setInterval(change, pollMs);
      }, patienceMs);
    }
    // The browser tries again by itself unless the server refused.
    if (source?.readyState === EventSource.CLOSED) {
      clearTimeout(retry);
      retry = setTimeout(open, pollMs);
    }
  };

  const open = () => {
    source?.close();
    source = new EventSource(url);
    source.onopen = connected;
    source.onerror = lost;
    source.onmessage = change;
    source.addEventListener('change', change);
  };

  const seen = () => {
    if (document.hidden || !missed) return;
    missed = false;
    change();
  };

  open();
  document.addEventListener('visibilitychange', seen);
  return () => {
    source?.close();
    document.removeEventListener('visibilitychange', seen);
    for (const timer of [debounce, retry, patience]) clearTimeout(timer);
    clearInterval(poll);
  };
}
