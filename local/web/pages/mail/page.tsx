/** Page « Messagerie »: the mailbox of CUF and those of everybody it writes to. Read, answer, be away, drop a message in. */
import './mail.css';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { MessageView } from '../../host/mail-methods';
import type { Result } from '../../host/methods';
import { useChanges } from '../events';
import { call, callServer } from '../host-call';
import type { PageProps } from '../page-props';
import { type Attachments, base64Of } from './attachments';
import { Composer, type Draft } from './composer';
import { Reading } from './reading';

type Boxes = Result<'mail.boxes'>;
type Folder = 'réception' | 'envoyés' | 'spam';
type Verdict = 'pass' | 'fail' | 'none';

const FOLDERS: readonly (readonly [Folder, string])[] = [
  ['réception', 'Boîte de réception'],
  ['envoyés', 'Messages envoyés'],
  ['spam', 'Spam'],
];
const PAGE = 100;
const DATE = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' });

export default function MailPage({ me, state }: PageProps) {
  const [boxes, setBoxes] = useState<Boxes>([]);
  const [box, setBox] = useState(me);
  const [folder, setFolder] = useState<Folder>('réception');
  const [list, setList] = useState<Result<'mail.list'>>({ total: 0, messages: [] });
  const [message, setMessage] = useState<MessageView>();
  const [draft, setDraft] = useState<Draft>();
  const [notice, setNotice] = useState('');
  const [smtpPort, setSmtpPort] = useState<number | null>(null);
  const tell = (error: Error): void => setNotice(error.message);

  useEffect(() => {
    setBox(me);
    setMessage(undefined);
  }, [me]);
  useEffect(() => {
    callServer('server.state', {}).then(found => setSmtpPort(found.smtpPort), tell);
  }, []);
  const refresh = useCallback(() => {
    call('mail.boxes', {}).then(setBoxes, tell);
    call('mail.list', { box, folder, from: 0, count: PAGE }).then(setList, tell);
  }, [box, folder]);
  useEffect(refresh, [refresh]);
  useChanges(['mail', 'mailbox', 'mailBehaviour', 'spreadsheet'], refresh);

  const read = (id: string): void => {
    setDraft(undefined);
    call('mail.read', { box, id }).then(setMessage, tell);
  };
  const openBox = (account: string): void => {
    setBox(account);
    setMessage(undefined);
    setDraft(undefined);
    setNotice('');
  };
  const current = boxes.find(({ account }) => account === box);
  const name = current !== undefined && current.name !== current.account ? current.name : '';

  const send = async (written: Draft, text: string, attachments: Attachments, auth: Verdict): Promise<void> => {
    const common = { from: box, name, text, attachments, auth };
    if (written.kind === 'reply') await callServer('mail.reply', { ...common, box, id: written.id, quote: true });
    else await callServer('mail.write', { ...common, to: written.to, subject: written.subject });
    setDraft(undefined);
    setNotice('Message envoyé.');
  };
  const drop = async (files: FileList | null): Promise<void> => {
    for (const file of files ?? []) {
      try {
        await callServer('mail.drop', { to: box, base64: await base64Of(file), auth: 'none' });
        setNotice(`« ${file.name} » est arrivé dans la boîte de ${box}.`);
      } catch (error) {
        tell(error as Error);
      }
    }
  };

  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const over = (event: DragEvent): void => event.preventDefault();
    const dropped = (event: DragEvent): void => {
      event.preventDefault();
      void drop(event.dataTransfer?.files ?? null);
    };
    whole.current?.addEventListener('dragover', over);
    whole.current?.addEventListener('drop', dropped);
    return () => {
      whole.current?.removeEventListener('dragover', over);
      whole.current?.removeEventListener('drop', dropped);
    };
  }, [box]);

  return (
    <div class="mail" ref={whole}>
      <h1 class="visually-hidden">Messagerie</h1>
      <nav class="boxes" aria-label="Boîtes aux lettres">
        <ul>
          {boxes.map(one => (
            <li key={one.account}>
              <button
                type="button"
                aria-current={one.account === box ? 'true' : undefined}
                onClick={() => openBox(one.account)}
              >
                <span class="box-name">{one.name}</span>
                {one.unread > 0 && (
                  <span class="unread-count">
                    {one.unread}
                    <span class="visually-hidden"> non lus</span>
                  </span>
                )}
                <span class="box-address">
                  {one.account}
                  {one.absence !== null && ' (absence)'}
                </span>
              </button>
            </li>
          ))}
        </ul>
        <p class="hint">
          {smtpPort === null
            ? 'Le port SMTP est pris par un autre programme.'
            : `Un logiciel de courrier de cette machine peut envoyer ici : SMTP 127.0.0.1, port ${smtpPort}, sans mot de passe.`}
        </p>
      </nav>
      <section class="messages" aria-label={`Messages de ${box}`}>
        <div class="mail-tools">
          <button
            type="button"
            class="main"
            onClick={() => setDraft({ kind: 'new', to: box === state.manager ? '' : state.manager, subject: '' })}
          >
            Nouveau message
          </button>
          <label class="drop">
            Déposer un .eml
            <input
              class="visually-hidden"
              type="file"
              accept=".eml,message/rfc822"
              multiple
              onChange={event => {
                void drop(event.currentTarget.files);
                event.currentTarget.value = '';
              }}
            />
          </label>
        </div>
        <fieldset class="folders">
          <legend class="visually-hidden">Dossiers</legend>
          {FOLDERS.map(([key, title]) => (
            <button key={key} type="button" aria-pressed={folder === key} onClick={() => setFolder(key)}>
              {title}
            </button>
          ))}
        </fieldset>
        <MessageList list={list} folder={folder} current={message?.id} onOpen={read} />
      </section>
      <section class="reading" aria-label="Lecture">
        <p class="notice" role="status" aria-live="polite">
          {notice}
        </p>
        {draft !== undefined && (
          <Composer
            draft={draft}
            from={name === '' ? box : `${name} <${box}>`}
            onSend={send}
            onCancel={() => setDraft(undefined)}
          />
        )}
        {draft?.kind !== 'new' && message !== undefined && (
          <Reading
            box={box}
            message={message}
            onReply={() =>
              setDraft({ kind: 'reply', id: message.id, to: message.replyTo || message.from, subject: message.subject })
            }
          />
        )}
        {draft === undefined && message === undefined && (
          <Absence key={box} box={box} text={current?.absence ?? null} onError={tell} />
        )}
      </section>
    </div>
  );
}

interface MessageListProps {
  list: Result<'mail.list'>;
  folder: Folder;
  current: string | undefined;
  onOpen: (id: string) => void;
}

function MessageList({ list, folder, current, onOpen }: MessageListProps) {
  const element = useRef<HTMLUListElement>(null);
  const step = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons = [...(element.current?.querySelectorAll('button') ?? [])];
    buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + by]?.focus();
  };
  if (list.total === 0) return <p class="empty">Aucun message.</p>;
  return (
    <>
      <ul ref={element} class="message-list" onKeyDown={step}>
        {list.messages.map(({ id, from, to, subject, at, isUnread, hasAttachment }) => (
          <li key={id}>
            <button
              type="button"
              class={isUnread ? 'unread' : undefined}
              aria-current={id === current ? 'true' : undefined}
              onClick={() => onOpen(id)}
            >
              <span class="who">
                {isUnread && <span class="visually-hidden">Non lu : </span>}
                {folder === 'envoyés' ? to : from}
              </span>
              <time>{DATE.format(at)}</time>
              <span class="subject">{subject || '(sans objet)'}</span>
              {hasAttachment && <span class="clip">pièce jointe</span>}
            </button>
          </li>
        ))}
      </ul>
      {list.total > list.messages.length && (
        <p class="empty">
          Les {list.messages.length} plus récents, sur {list.total}.
        </p>
      )}
    </>
  );
}

function Absence({ box, text, onError }: { box: string; text: string | null; onError: (error: Error) => void }) {
  const [written, setWritten] = useState(text ?? "Je suis absent·e du bureau jusqu'à lundi.");
  const set = (reply: string | null): void => {
    call('mail.autoReply', { box, text: reply }).catch(onError);
  };
  return (
    <div class="absence">
      <h2>Réponse automatique de {box}</h2>
      <p>
        {text === null
          ? 'Personne n’est absent : aucun message ne part tout seul.'
          : 'Chaque message reçu reçoit cette réponse.'}
      </p>
      <label>
        Texte
        <textarea rows={4} value={written} onInput={event => setWritten(event.currentTarget.value)} />
      </label>
      <div class="buttons">
        <button type="button" onClick={() => set(written)}>
          {text === null ? 'Activer' : 'Changer le texte'}
        </button>
        {text !== null && (
          <button type="button" onClick={() => set(null)}>
            Désactiver
          </button>
        )}
      </div>
    </div>
  );
}
