/** What takes long (a scenario that plays, months that pass): how far it is, on every page, with the way to stop it. */
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../host/methods';
import { useEvents } from './events';
import { call } from './host-call';

type Work = NonNullable<Result<'session.state'>['work']>;

export function WorkUnderWay({ known }: { known: Result<'session.state'>['work'] }) {
  const [work, setWork] = useState<Work | null>(known);
  const [isStopping, setIsStopping] = useState(false);
  useEffect(() => setWork(known), [known]);
  useEvents(event => {
    if (event.kind !== 'progress') return;
    const { title, done, total, text } = event;
    const isOver = done >= total && text === '';
    setWork(isOver ? null : { title, done, total, text });
    if (isOver) setIsStopping(false);
  });
  // The zone stays while it is empty: a live zone that comes with its text is not always read.
  return (
    <div class={work === null ? 'work idle' : 'work'} role="status" aria-live="polite">
      {work !== null && (
        <>
          <p>
            <strong>{work.title}</strong> {work.text}
          </p>
          <progress max={work.total} value={work.done} aria-label={work.title} />
          <button
            type="button"
            disabled={isStopping}
            onClick={() => {
              setIsStopping(true);
              call('session.stopWork', {}).catch(() => setIsStopping(false));
            }}
          >
            {isStopping ? 'S’arrête après l’étape en cours…' : 'Interrompre'}
          </button>
        </>
      )}
    </div>
  );
}
