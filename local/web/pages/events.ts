/** What the host tells this tab, as it happens; a stream that breaks is opened again by the browser. */
import { useEffect, useRef } from 'preact/hooks';
import type { PageEvent } from '../wire';
import { session } from './identity';

type Listener = (event: PageEvent) => void;

const listeners = new Set<Listener>();
let source: EventSource | undefined;

function open(): void {
  source ??= new EventSource(`/events?session=${encodeURIComponent(session)}`);
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const event = JSON.parse(data) as PageEvent;
    for (const listener of [...listeners]) listener(event);
  };
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
