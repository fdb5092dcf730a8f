/** The comments of a tab beside its grid: those of the current cell first; whoever visits answers, resolves, corrects their own. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CommentThread, CommentView } from '../../host/comment-methods';
import { call } from '../host-call';
import type { GridSelection } from './grid';

interface CommentsPaneProps {
  spreadsheet: string;
  sheet: number;
  threads: readonly CommentThread[];
  /** Name of the current cell, as `B12`. */
  cell: string;
  selection: GridSelection;
  /** The visitor asked to comment the current cell: the box takes the focus. */
  isWriting: boolean;
  onGo: (thread: CommentThread) => void;
  onClose: () => void;
}

const WHEN = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' });
const LONGEST = 4096;

export function CommentsPane(props: CommentsPaneProps) {
  const { spreadsheet, sheet, threads, cell, selection, isWriting, onGo, onClose } = props;
  const [problem, setProblem] = useState('');
  const [said, setSaid] = useState('');
  const [showsResolved, setShowsResolved] = useState(false);
  const { row, column } = selection;
  const isHere = (thread: CommentThread): boolean => thread.row === row && thread.column === column;
  const shown = threads.filter(({ isResolved }) => showsResolved || !isResolved);
  const here = shown.filter(isHere);
  const elsewhere = shown.filter(thread => !isHere(thread));
  const resolved = threads.filter(({ isResolved }) => isResolved).length;

  /** Does what was asked; gives whether it was done. */
  const attempt = async (gesture: () => Promise<unknown>, done: string): Promise<boolean> => {
    setProblem('');
    setSaid('');
    try {
      await gesture();
      setSaid(done);
      return true;
    } catch (error) {
      setProblem((error as Error).message);
      return false;
    }
  };
  const card = (thread: CommentThread) => (
    <ThreadCard key={thread.id} thread={thread} spreadsheet={spreadsheet} attempt={attempt} onGo={onGo} />
  );
  return (
    <aside class="comments" aria-label="Commentaires">
      <header>
        <h2>Commentaires</h2>
        <button type="button" class="close" aria-label="Fermer les commentaires" onClick={onClose}>
          ×
        </button>
      </header>
      <p role="status" class="hint">
        {said}
      </p>
      {problem !== '' && (
        <p role="alert" class="problem">
          {problem}
        </p>
      )}
      <section aria-label={`Sur ${cell}`}>
        <h3>Sur {cell}</h3>
        {here.map(card)}
        <WritingBox
          key={`${row}:${column}`}
          label={`Commenter ${cell}`}
          send="Commenter"
          takesFocus={isWriting}
          onSend={text =>
            attempt(() => call('comment.add', { spreadsheet, sheet, row, column, text }), 'Commentaire ajouté.')
          }
        />
      </section>
      {elsewhere.length > 0 && (
        <section aria-label="Ailleurs dans l’onglet">
          <h3>Ailleurs dans l’onglet</h3>
          {elsewhere.map(card)}
        </section>
      )}
      {resolved > 0 && (
        <label class="check">
          <input
            type="checkbox"
            checked={showsResolved}
            onChange={event => setShowsResolved(event.currentTarget.checked)}
          />{' '}
          Montrer les discussions résolues ({resolved})
        </label>
      )}
    </aside>
  );
}

type Attempt = (gesture: () => Promise<unknown>, done: string) => Promise<boolean>;

function ThreadCard(props: {
  thread: CommentThread;
  spreadsheet: string;
  attempt: Attempt;
  onGo: (thread: CommentThread) => void;
}) {
  const { thread, spreadsheet, attempt, onGo } = props;
  const { id, cell, isResolved, messages } = thread;
  const [first] = messages;
  const at = { spreadsheet, comment: id };
  return (
    <article class={isResolved ? 'thread resolved' : 'thread'} aria-label={`${first?.author ?? ''}, sur ${cell}`}>
      <p class="thread-place">
        <button type="button" class="plain" onClick={() => onGo(thread)}>
          {cell}
        </button>
        {isResolved && <span class="badge">résolu</span>}
      </p>
      {messages.map(message => (
        <Message key={message.reply} message={message} thread={at} attempt={attempt} />
      ))}
      {isResolved ? (
        <button type="button" onClick={() => void attempt(() => call('comment.reopen', at), 'Discussion rouverte.')}>
          Rouvrir
        </button>
      ) : (
        <>
          <WritingBox
            label={`Répondre à ${first?.author ?? ''}, sur ${cell}`}
            send="Répondre"
            takesFocus={false}
            onSend={text => attempt(() => call('comment.reply', { ...at, text }), 'Réponse ajoutée.')}
          />
          <button type="button" onClick={() => void attempt(() => call('comment.resolve', at), 'Discussion résolue.')}>
            Marquer comme résolu
          </button>
        </>
      )}
    </article>
  );
}

const ACTIONS = { resolve: 'a marqué la discussion comme résolue', reopen: 'a rouvert la discussion' } as const;

function Message(props: { message: CommentView; thread: { spreadsheet: string; comment: string }; attempt: Attempt }) {
  const { message, thread, attempt } = props;
  const { reply, author, text, at, action, isMine } = message;
  const [isEditing, setIsEditing] = useState(false);
  const address = { ...thread, reply };
  return (
    <div class="comment">
      <p class="comment-head">
        <strong>
          <bdi>{author}</bdi>
        </strong>{' '}
        <time dateTime={new Date(at).toISOString()}>{WHEN.format(at)}</time>
      </p>
      {action !== null && <p class="hint">{ACTIONS[action]}</p>}
      {isEditing ? (
        <WritingBox
          label="Corriger"
          send="Enregistrer"
          takesFocus
          initial={text}
          onSend={async corrected => {
            const isDone = await attempt(() => call('comment.edit', { ...address, text: corrected }), 'Texte corrigé.');
            if (isDone) setIsEditing(false);
            return isDone;
          }}
        />
      ) : (
        text !== '' && <p class="text">{text}</p>
      )}
      {isMine && text !== '' && (
        <p class="own">
          <button type="button" class="plain" onClick={() => setIsEditing(!isEditing)}>
            {isEditing ? 'Annuler' : 'Corriger'}
          </button>{' '}
          <button
            type="button"
            class="plain"
            onClick={() => void attempt(() => call('comment.remove', address), 'Texte supprimé.')}
          >
            Supprimer
          </button>
        </p>
      )}
    </div>
  );
}

/** A text and its button; Ctrl+Enter sends, as in Sheets. What could not be sent stays. */
function WritingBox(props: {
  label: string;
  send: string;
  takesFocus: boolean;
  initial?: string;
  onSend: (text: string) => Promise<boolean>;
}) {
  const { label, send, takesFocus, initial = '', onSend } = props;
  const [text, setText] = useState(initial);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  const isBlank = text.trim() === '';
  const submit = async (): Promise<void> => {
    if (!isBlank && (await onSend(text))) setText('');
  };
  return (
    <form
      class="writing"
      onSubmit={event => {
        event.preventDefault();
        void submit();
      }}
    >
      <label>
        <span>{label}</span>
        <textarea
          ref={box}
          rows={2}
          maxLength={LONGEST}
          value={text}
          onInput={event => setText(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
          }}
        />
      </label>
      <button type="submit" disabled={isBlank}>
        {send}
      </button>
    </form>
  );
}
