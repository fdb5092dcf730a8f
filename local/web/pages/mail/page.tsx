/** Page « Messagerie »: the mailbox of CUF and those of everybody it writes to. Read, answer, be away, drop a message in. */
import './mail.css';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { MessageView } from '../../host/mailboxes';
import type { Result } from '../../host/methods';
import { useChanges } from '../events';
import { call, callServer } from '../host-call';
import type { PageProps, SessionState } from '../page-props';
import { Absence } from './absence';
import { BoxesPane } from './boxes-pane';
import { Composer } from './composer';
import { type Draft, keepDraft, keptDraft } from './draft';
import { DropPanel } from './drop-panel';
import { type Folder, MAIL_KINDS, MessageList } from './message-list';
import { Reading } from './reading';

const FOLDERS: readonly (readonly [Folder, string])[] = [
  ['réception', 'Réception'],
  ['envoyés', 'Envoyés'],
  ['spam', 'Spam'],
];
const OPEN_DRAFT = 'Un message est déjà en cours d’écriture : envoyez-le ou annulez-le d’abord.';

/** Staff read the mailbox of the scheme, anybody else their own. */
function boxOf(me: string, { people, manager }: SessionState): string {
  const role = people.find(({ account }) => account === me)?.role;
  return role === 'gestion' || role === 'équipe' ? manager : me;
}

interface Opened {
  message: MessageView;
  isByKey: boolean;
}

type Panel = { kind: 'absence' } | { kind: 'drop'; files: readonly File[] };

export default function MailPage({ me, state }: PageProps) {
  const [boxes, setBoxes] = useState<Result<'mail.boxes'>>([]);
  const [box, setBox] = useState(() => boxOf(me, state));
  const [folder, setFolder] = useState<Folder>('réception');
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState<Opened>();
  const [panel, setPanel] = useState<Panel>();
  const [draft, setDraft] = useState(keptDraft);
  const [notice, setNotice] = useState({ text: '', isProblem: false });
  const [smtpPort, setSmtpPort] = useState<number | null>();
  const whole = useRef<HTMLDivElement>(null);
  const turn = useRef(0);
  const say = useCallback((text: string) => setNotice({ text, isProblem: false }), []);
  const tell = useCallback((error: Error) => setNotice({ text: error.message, isProblem: true }), []);

  const openBox = (account: string): void => {
    turn.current += 1;
    setBox(account);
    setOpened(undefined);
    setPanel(undefined);
    setSearch('');
    say('');
  };
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) openBox(boxOf(me, state));
    isFirst.current = false;
  }, [me]);
  useEffect(() => {
    callServer('server.state', {}).then(found => setSmtpPort(found.smtpPort), tell);
  }, []);
  const refresh = useCallback(() => {
    call('mail.boxes', {}).then(setBoxes, tell);
  }, []);
  useEffect(refresh, []);
  useChanges([...MAIL_KINDS, 'spreadsheet'], refresh);
  useEffect(() => keepDraft(draft), [draft]);

  const current = boxes.find(({ account }) => account === box);
  const read = (id: string, isByKey: boolean): void => {
    turn.current += 1;
    const asked = turn.current;
    setPanel(undefined);
    call('mail.read', { box, id, folder }).then(message => {
      if (asked !== turn.current) return;
      setOpened({ message, isByKey });
      say('');
      if (message.isUnread) call('mail.mark', { box, id, isUnread: false }).catch(tell);
    }, tell);
  };
  const write = (part: Pick<Draft, 'to' | 'cc' | 'subject' | 'answers'>): void => {
    setPanel(undefined);
    if (draft !== undefined) {
      tell(new Error(OPEN_DRAFT));
      whole.current?.querySelector<HTMLElement>('.composer textarea')?.focus();
      return;
    }
    say('');
    // The scheme's own letters carry its name as staff have set it; what stands here is a role.
    const name = current === undefined || current.role === 'gestion' || current.role === 'autre' ? '' : current.name;
    setDraft({ box, name, text: '', auth: 'pass', quote: true, ...part });
  };
  const answer = (recipients: { to: string; cc: string }): void => {
    if (opened === undefined) return;
    const { id, answers } = opened.message;
    write({ ...recipients, subject: answers.subject, answers: id });
  };
  const backToList = (): void => {
    whole.current?.querySelector<HTMLElement>('.message-list button[tabindex="0"]')?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || /^(?:INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
    if (event.key === 'Escape') backToList();
    if (event.key !== 'r' || opened === undefined) return;
    event.preventDefault();
    answer(opened.message.answers.reply);
  };

  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setPanel({ kind: 'drop', files: [...(event.dataTransfer?.files ?? [])] });
  };

  const gestures = useRef({ onKeyDown, onDrop });
  gestures.current = { onKeyDown, onDrop };
  useEffect(() => {
    const element = whole.current;
    if (element === null) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    element.addEventListener('keydown', event => gestures.current.onKeyDown(event), { signal });
    element.addEventListener('dragover', event => event.preventDefault(), { signal });
    element.addEventListener('drop', event => gestures.current.onDrop(event), { signal });
    return () => leaving.abort();
  }, []);

  return (
    <div class="mail" ref={whole}>
      <h1 class="visually-hidden">Messagerie</h1>
      <BoxesPane boxes={boxes} current={box} smtpPort={smtpPort} onOpen={openBox} />
      <section class="messages" aria-label={`Messages de ${box}`}>
        <div class="mail-tools">
          <button
            type="button"
            class="main"
            onClick={() => write({ to: box === state.manager ? '' : state.manager, cc: '', subject: '', answers: '' })}
          >
            Nouveau message
          </button>
          <button type="button" onClick={() => setPanel({ kind: 'absence' })}>
            Absence
          </button>
          <button type="button" onClick={() => setPanel({ kind: 'drop', files: [] })}>
            Déposer un .eml
          </button>
        </div>
        <div class="list-tools">
          <fieldset class="folders">
            <legend class="visually-hidden">Dossiers</legend>
            {FOLDERS.map(([key, title]) => (
              <button
                key={key}
                type="button"
                aria-pressed={folder === key}
                onClick={() => {
                  turn.current += 1;
                  setFolder(key);
                  setOpened(undefined);
                }}
              >
                {title}
              </button>
            ))}
          </fieldset>
          <input
            type="search"
            aria-label="Chercher dans les messages"
            placeholder="Chercher"
            value={search}
            onInput={event => setSearch(event.currentTarget.value)}
          />
        </div>
        <MessageList
          box={box}
          folder={folder}
          search={search}
          now={state.now}
          current={opened?.message.id}
          onOpen={read}
          onError={tell}
        />
      </section>
      <section class="reading" aria-label="Lecture">
        <p class={notice.isProblem ? 'notice wrong' : 'notice'} role="status">
          {notice.text}
        </p>
        {panel?.kind === 'absence' && (
          <Absence
            key={`${box} ${current?.absence ?? ''}`}
            box={box}
            text={current?.absence ?? null}
            onDone={text => {
              setPanel(undefined);
              say(text);
            }}
            onClose={() => setPanel(undefined)}
          />
        )}
        {panel?.kind === 'drop' && (
          <DropPanel
            key={panel.files.map(({ name }) => name).join()}
            box={box}
            given={panel.files}
            onDone={text => {
              setPanel(undefined);
              say(text);
            }}
            onClose={() => setPanel(undefined)}
          />
        )}
        {draft !== undefined && (
          <Composer
            draft={draft}
            isGmail={draft.box === state.manager}
            onChange={setDraft}
            onSent={() => {
              setDraft(undefined);
              say('Message envoyé.');
            }}
            onAbandon={() => setDraft(undefined)}
          />
        )}
        {opened !== undefined && (
          <Reading
            key={opened.message.id}
            box={box}
            message={opened.message}
            takesFocus={opened.isByKey}
            onAnswer={answer}
            onUnread={
              folder === 'envoyés'
                ? undefined
                : () => {
                    call('mail.mark', { box, id: opened.message.id, isUnread: true }).catch(tell);
                    setOpened(undefined);
                    backToList();
                  }
            }
          />
        )}
        {opened === undefined && draft === undefined && panel === undefined && (
          <p class="nothing">
            Choisissez un message. Flèches pour aller de l’un à l’autre, Entrée pour lire, <kbd>r</kbd> pour répondre,
            Échap pour revenir à la liste.
          </p>
        )}
      </section>
    </div>
  );
}
