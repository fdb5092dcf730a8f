/** What the host tells this tab, as it happens; a stream that breaks is opened again by the browser. */
import { useEffect, useRef } from 'preact/hooks';
import type { PageEvent } from '../wire';
import { session } from './identity';

type Listener = (event: PageEvent) => void;

const listeners = new Set<Listener>();
const losses = new Set<() => void>();
let source: EventSource | undefined;

/** Most browsers try again by themselves; one that has given up is helped. */
const REOPEN_MS = 2000;

function open(): void {
  if (source !== undefined) return;
  const stream = new EventSource(`/events?session=${encodeURIComponent(session)}`);
  source = stream;
  stream.onmessage = ({ data }: MessageEvent<string>) => {
    const event = JSON.parse(data) as PageEvent;
    for (const listener of [...listeners]) listener(event);
  };
  stream.onerror = () => {
    for (const tell of [...losses]) tell();
    if (stream.readyState !== EventSource.CLOSED) return;
    source = undefined;
    setTimeout(open, REOPEN_MS);
  };
}

/** Calls whenever the stream breaks; the event `hello` says that it is back. */
export function useLoss(onLoss: () => void): void {
  useEffect(() => {
    losses.add(onLoss);
    return () => {
      losses.delete(onLoss);
    };
  }, []);
}

/** Listens until the function it gives is called. */
export function listen(listener: Listener): () => void {
  listeners.add(listener);
  open();
  return () => listeners.delete(listener);
}

/** The same for the life of a component; the newest listener is the one called. */
export function useEvents(listener: Listener): void {
  const newest = useRef(listener);
  newest.current = listener;
  useEffect(() => listen(event => newest.current(event)), []);
}

/** Runs again whenever documents of one of these kinds were written, or the stream came back. */
export function useChanges(kinds: readonly string[], refresh: () => void): void {
  useEvents(event => {
    if (event.kind === 'hello') refresh();
    if (event.kind === 'changed' && event.documents.some(kind => kinds.includes(kind))) refresh();
  });
}
