/** One message to read. What comes from outside is text, or HTML shut in a frame that runs nothing and fetches nothing. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MessageView } from '../../host/mailboxes';
import { fileSize } from '../file-size';
import { downloadAddress } from '../host-call';
import { LocalLinks } from '../local-links';

const DATE = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'full', timeStyle: 'medium' });

interface ReadingProps {
  box: string;
  message: MessageView;
  /** The reader came by the keyboard: the focus goes to the message. */
  takesFocus: boolean;
  onAnswer: (to: { to: string; cc: string }) => void;
  /** Absent where the message cannot be unread: it was sent. */
  onUnread: (() => void) | undefined;
}

export function Reading({ box, message, takesFocus, onAnswer, onUnread }: ReadingProps) {
  const { id, subject, text, html, attachments, answers, isCut } = message;
  const [showsHtml, setShowsHtml] = useState(message.isHtmlOnly);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) title.current?.focus();
  }, [takesFocus]);
  const { all, sender } = answers;
  return (
    <article aria-labelledby="message-subject">
      <h2 id="message-subject" ref={title} tabIndex={-1}>
        <bdi>{subject || '(sans objet)'}</bdi>
      </h2>
      <Headers message={message} />
      <div class="buttons">
        <button type="button" class="main" onClick={() => onAnswer(answers.reply)}>
          Répondre
        </button>
        {all !== null && (
          <button type="button" onClick={() => onAnswer(all)}>
            Répondre à tous
          </button>
        )}
        {sender !== null && (
          <button type="button" onClick={() => onAnswer(sender)}>
            Répondre à l’expéditeur seul
          </button>
        )}
        {onUnread !== undefined && (
          <button type="button" onClick={onUnread}>
            Marquer comme non lu
          </button>
        )}
        {html !== '' && (
          <button type="button" onClick={() => setShowsHtml(!showsHtml)}>
            {showsHtml ? 'Voir le texte seul' : 'Voir la mise en forme'}
          </button>
        )}
        <a href={downloadAddress('mail.source', { box, id })}>Télécharger le message (.eml)</a>
      </div>
      {attachments.length > 0 && (
        <ul class="attachments" aria-label="Pièces jointes">
          {attachments.map(({ part, name, type, bytes }) => (
            <li key={part}>
              <a href={downloadAddress('mail.attachment', { box, id, part })} title={type}>
                <bdi>{name}</bdi>
              </a>{' '}
              <span class="size">{fileSize(bytes)}</span>
            </li>
          ))}
        </ul>
      )}
      {isCut && (
        <p class="hint">Ce message est très long : seul son début est montré. Téléchargez-le pour le lire entier.</p>
      )}
      <LocalLinks text={text} />
      {showsHtml ? (
        <iframe class="html-mail" title="Message mis en forme" sandbox="" srcdoc={shutIn(html)} />
      ) : (
        <pre class="text-mail">{text}</pre>
      )}
    </article>
  );
}

const LEVELS: Readonly<Record<string, string>> = {
  vérifiée: 'good',
  suspecte: 'bad',
};

function Headers({ message }: { message: MessageView }) {
  const { from, to, cc, replyTo, at, authenticity } = message;
  return (
    <dl class="headers">
      <Field name="De" value={from} />
      <Field name="À" value={to} />
      <Field name="Copie" value={cc} />
      <Field name="Répondre à" value={replyTo} />
      <Field name={authenticity === null ? 'Envoyé le' : 'Reçu le'} value={DATE.format(at)} />
      {authenticity !== null && (
        <>
          <dt>Identité</dt>
          <dd>
            <span class={`verdict ${LEVELS[authenticity.verdict] ?? 'doubtful'}`}>{authenticity.verdict}</span>{' '}
            {authenticity.reason}
            <details>
              <summary>Ce que Google a écrit</summary>
              <code>{authenticity.header}</code>
            </details>
          </dd>
        </>
      )}
    </dl>
  );
}

function Field({ name, value }: { name: string; value: string }) {
  if (value === '') return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </>
  );
}

/** Comes before anything of the message: nothing is fetched, a link opens nothing, the reader's own letters are used. */
const SHUT_IN = [
  '<!doctype html><html lang="fr"><head><meta charset="utf-8">',
  '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; img-src data:">',
  '<meta http-equiv="x-dns-prefetch-control" content="off"><base target="_blank">',
  '<style>body{font:14px/1.45 Roboto,Arial,"Liberation Sans",sans-serif;color:#1f1f1f;margin:12px;overflow-wrap:anywhere}</style>',
  '</head><body>',
].join('');

/**
 * A message's HTML in its closed frame. `link`, `meta` and `base` are made tags without meaning: they could look a name
 * up or open a connection where the policy has no say.
 */
export function shutIn(html: string): string {
  return `${SHUT_IN}${html.replace(/<(\/?)(link|meta|base)(?=[\s/>])/gi, '<$1x-$2')}`;
}
