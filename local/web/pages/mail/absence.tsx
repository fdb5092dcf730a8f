/** The automatic reply of a box: what its server answers to each message while somebody is away. */
import { useState } from 'preact/hooks';
import { call } from '../host-call';

interface AbsenceProps {
  box: string;
  /** The reply that is on; null when there is none. */
  text: string | null;
  onDone: (notice: string) => void;
  onClose: () => void;
}

export function Absence({ box, text, onDone, onClose }: AbsenceProps) {
  const [written, setWritten] = useState(
    text ?? 'Bonjour,\n\nJe ne suis pas au bureau. Je vous répondrai à mon retour.',
  );
  const [problem, setProblem] = useState('');
  const set = (reply: string | null): void => {
    call('mail.autoReply', { box, text: reply }).then(
      () => onDone(reply === null ? 'La réponse automatique est arrêtée.' : 'La réponse automatique est active.'),
      (error: Error) => setProblem(error.message),
    );
  };
  return (
    <form
      class="panel"
      aria-labelledby="absence-title"
      onSubmit={event => {
        event.preventDefault();
        set(written);
      }}
      onKeyDown={event => event.key === 'Escape' && onClose()}
    >
      <h2 id="absence-title">
        Réponse automatique de <bdi>{box}</bdi>
      </h2>
      <p>
        {text === null ? 'Aucune réponse ne part toute seule pour le moment.' : 'Chaque message reçu a cette réponse.'}{' '}
        Elle part 30 secondes après le message, à l’heure de ce Workspace.
      </p>
      <label class="field">
        Texte de la réponse
        <textarea rows={5} required value={written} onInput={event => setWritten(event.currentTarget.value)} />
      </label>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="main">
          {text === null ? 'Activer' : 'Changer le texte'}
        </button>
        {text !== null && (
          <button type="button" onClick={() => set(null)}>
            Arrêter
          </button>
        )}
        <button type="button" onClick={onClose}>
          Fermer
        </button>
      </div>
    </form>
  );
}
