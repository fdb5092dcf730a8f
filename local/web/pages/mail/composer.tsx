/** Where a person writes: a new message, or an answer above the quoted text. What was typed stays until it has left. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { fileSize } from '../file-size';
import { callServer } from '../host-call';
import { base64Of } from './attachments';
import type { Draft } from './draft';
import { VerdictChoice } from './verdict-choice';

interface ComposerProps {
  draft: Draft;
  /** Writes in Gmail itself: Google knows who that is. */
  isGmail: boolean;
  onChange: (draft: Draft) => void;
  onSent: () => void;
  onAbandon: () => void;
}

/** What Gmail takes, once the files are encoded. */
const MAX_FILES_BYTES = 18 * 1024 * 1024;

export function Composer({ draft, isGmail, onChange, onSent, onAbandon }: ComposerProps) {
  const [files, setFiles] = useState<File[]>([]);
  const [problem, setProblem] = useState('');
  const [isLeaving, setIsLeaving] = useState(false);
  const [isDoubting, setIsDoubting] = useState(false);
  const isAnswer = draft.answers !== '';
  const to = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  useEffect(() => (draft.to === '' ? to : text).current?.focus(), []);

  const change = (part: Partial<Draft>): void => onChange({ ...draft, ...part });
  const add = (added: FileList | null): void => setFiles(known => [...known, ...(added ?? [])]);
  const tooMuch = files.reduce((sum, { size }) => sum + size, 0) > MAX_FILES_BYTES;
  const send = async (): Promise<void> => {
    setIsLeaving(true);
    setProblem('');
    try {
      const attachments = await Promise.all(
        files.map(async file => ({ name: file.name, type: file.type, base64: await base64Of(file) })),
      );
      await callServer('mail.write', { ...draft, attachments });
      onSent();
    } catch (error) {
      setProblem((error as Error).message);
      setIsLeaving(false);
    }
  };
  const leave = (): void => {
    if (draft.text.trim() === '' && files.length === 0) onAbandon();
    else setIsDoubting(true);
  };

  return (
    <form
      class="composer"
      aria-label={isAnswer ? 'Réponse' : 'Nouveau message'}
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          leave();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
      }}
      onDragOver={event => event.preventDefault()}
      onDrop={event => {
        event.preventDefault();
        event.stopPropagation();
        add(event.dataTransfer?.files ?? null);
      }}
    >
      <p class="from">
        De : <bdi>{draft.name === '' ? draft.box : `${draft.name} <${draft.box}>`}</bdi>
      </p>
      <label class="line">
        <span>À</span>
        <input ref={to} required value={draft.to} onInput={event => change({ to: event.currentTarget.value })} />
      </label>
      <label class="line">
        <span>Copie</span>
        <input value={draft.cc} onInput={event => change({ cc: event.currentTarget.value })} />
      </label>
      <label class="line">
        <span>Objet</span>
        <input value={draft.subject} onInput={event => change({ subject: event.currentTarget.value })} />
      </label>
      <label class="field">
        Message
        <textarea
          ref={text}
          rows={9}
          value={draft.text}
          onInput={event => change({ text: event.currentTarget.value })}
        />
      </label>
      {isAnswer && (
        <label class="check">
          <input
            type="checkbox"
            checked={draft.quote}
            onChange={event => change({ quote: event.currentTarget.checked })}
          />
          Citer en dessous le message auquel je réponds (« Le … a écrit : »)
        </label>
      )}
      <label class="field">
        Joindre des fichiers, ou les déposer ici
        <input
          type="file"
          multiple
          onChange={event => {
            add(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      </label>
      {files.length > 0 && (
        <ul class="attachments" aria-label="Fichiers joints">
          {files.map((file, index) => (
            <li key={`${file.name}-${index}`}>
              <bdi>{file.name}</bdi> <span class="size">{fileSize(file.size)}</span>{' '}
              <button
                type="button"
                class="small"
                aria-label={`Retirer ${file.name}`}
                onClick={() => setFiles(known => known.filter(one => one !== file))}
              >
                Retirer
              </button>
            </li>
          ))}
        </ul>
      )}
      {!isGmail && <VerdictChoice value={draft.auth} onChange={auth => change({ auth })} />}
      {tooMuch && (
        <p class="hint">Les fichiers dépassent ce que Gmail accepte dans un message (25 Mo une fois codés).</p>
      )}
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {isDoubting ? (
        <div class="buttons" role="alert">
          <span>Abandonner ce message ?</span>
          <button type="button" onClick={onAbandon}>
            Abandonner
          </button>
          <button type="button" class="main" onClick={() => setIsDoubting(false)}>
            Continuer à écrire
          </button>
        </div>
      ) : (
        <div class="buttons">
          <button type="submit" class="main" disabled={isLeaving || tooMuch}>
            {isLeaving ? 'Envoi…' : 'Envoyer'}
          </button>
          <button type="button" onClick={leave}>
            Annuler
          </button>
        </div>
      )}
    </form>
  );
}
