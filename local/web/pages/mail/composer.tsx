/** Where a person writes: a new message, or an answer above the quoted text. What was typed stays when it cannot leave. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Attachments, base64Of } from './attachments';

export type Draft =
  | { kind: 'new'; to: string; subject: string }
  | { kind: 'reply'; id: string; to: string; subject: string };

type Verdict = 'pass' | 'fail' | 'none';

export interface ComposerProps {
  draft: Draft;
  from: string;
  onSend: (draft: Draft, text: string, attachments: Attachments, auth: Verdict) => Promise<void>;
  onCancel: () => void;
}

export function Composer({ draft, from, onSend, onCancel }: ComposerProps) {
  const [to, setTo] = useState(draft.to);
  const [subject, setSubject] = useState(draft.subject);
  const [text, setText] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [auth, setAuth] = useState<Verdict>('pass');
  const [problem, setProblem] = useState('');
  const [isLeaving, setIsLeaving] = useState(false);
  const first = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const isReply = draft.kind === 'reply';
  const send = async (): Promise<void> => {
    setIsLeaving(true);
    setProblem('');
    try {
      const attachments = await Promise.all(
        files.map(async file => ({ name: file.name, type: file.type, base64: await base64Of(file) })),
      );
      await onSend(isReply ? draft : { ...draft, to, subject }, text, attachments, auth);
    } catch (error) {
      setProblem((error as Error).message);
      setIsLeaving(false);
    }
  };
  return (
    <form
      class="composer"
      aria-label={isReply ? 'Réponse' : 'Nouveau message'}
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={event => {
        if (event.key === 'Escape' && text === '') onCancel();
      }}
    >
      <p class="from">De : {from}</p>
      {isReply ? (
        <p class="from">
          À : {to} – Re : {subject}
        </p>
      ) : (
        <>
          <label>
            À
            <input ref={first} required value={to} onInput={event => setTo(event.currentTarget.value)} />
          </label>
          <label>
            Objet
            <input value={subject} onInput={event => setSubject(event.currentTarget.value)} />
          </label>
        </>
      )}
      <label>
        Message
        <textarea
          ref={isReply ? first : null}
          rows={10}
          value={text}
          onInput={event => setText(event.currentTarget.value)}
        />
      </label>
      <label>
        Pièces jointes
        <input type="file" multiple onChange={event => setFiles([...(event.currentTarget.files ?? [])])} />
      </label>
      <label>
        Pour Google, l'expéditeur est{' '}
        <select value={auth} onChange={event => setAuth(event.currentTarget.value as Verdict)}>
          <option value="pass">vérifié</option>
          <option value="none">non vérifié</option>
          <option value="fail">suspect</option>
        </select>
      </label>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="main" disabled={isLeaving}>
          Envoyer
        </button>
        <button type="button" onClick={onCancel}>
          Annuler
        </button>
      </div>
      {isReply && <p class="hint">Le message auquel vous répondez sera cité en dessous.</p>}
    </form>
  );
}
