/** Whether the Workspace is there: says when it is lost, goes on trying, and says when it is back. */
import { useRef, useState } from 'preact/hooks';
import { useEvents, useLoss } from './events';

type Connection = 'open' | 'lost' | 'back';

/** A page that is being left closes its stream too: that is no loss worth a word. */
const PATIENCE_MS = 400;
const BACK_SHOWN_MS = 8000;

const SENTENCES: Readonly<Record<Connection, string>> = {
  open: '',
  lost: 'Le Workspace local ne répond plus. Regardez s’il tourne encore dans le terminal : la page se reconnecte toute seule.',
  back: 'Le Workspace local répond de nouveau : la page est à jour. Ce qui était en cours au moment de la coupure est à vérifier.',
};

export function ConnectionState() {
  const [connection, setConnection] = useState<Connection>('open');
  const pending = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const soon = (next: Connection, ms: number): void => {
    clearTimeout(pending.current);
    pending.current = setTimeout(() => setConnection(next), ms);
  };
  useLoss(() => soon('lost', PATIENCE_MS));
  useEvents(event => {
    if (event.kind !== 'hello') return;
    clearTimeout(pending.current);
    setConnection(known => (known === 'open' ? 'open' : 'back'));
    soon('open', BACK_SHOWN_MS);
  });
  return (
    <p class={`connection ${connection}`} role="status">
      {SENTENCES[connection]}
    </p>
  );
}
