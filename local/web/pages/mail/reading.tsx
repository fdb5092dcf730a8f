/** One message to read. What comes from outside is text, or HTML shut in a frame that runs nothing and fetches nothing. */
import { useState } from 'preact/hooks';
import type { MessageView } from '../../host/mail-methods';
import { downloadAddress } from '../host-call';

const DATE = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'full', timeStyle: 'medium' });
const SHUT_IN =
  '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; img-src data:"><base target="_blank">';

export function Reading({ box, message, onReply }: { box: string; message: MessageView; onReply: () => void }) {
  const [showsHtml, setShowsHtml] = useState(false);
  const { id, from, to, cc, replyTo, subject, at, text, html, authentication, attachments } = message;
  return (
    <article aria-labelledby="message-subject">
      <h2 id="message-subject">{subject || '(sans objet)'}</h2>
      <dl class="headers">
        <Field name="De" value={from} />
        <Field name="À" value={to} />
        <Field name="Copie" value={cc} />
        <Field name="Répondre à" value={replyTo} />
        <Field name="Reçu le" value={DATE.format(at)} />
        <Field name="Authenticité" value={authentication} />
      </dl>
      <div class="buttons">
        <button type="button" class="main" onClick={onReply}>
          Répondre
        </button>
        {html !== '' && (
          <button type="button" aria-pressed={showsHtml} onClick={() => setShowsHtml(!showsHtml)}>
            {showsHtml ? 'Voir le texte' : 'Voir la mise en forme'}
          </button>
        )}
        <a href={downloadAddress('mail.source', { box, id })}>Télécharger le message (.eml)</a>
      </div>
      {attachments.length > 0 && (
        <ul class="attachments" aria-label="Pièces jointes">
          {attachments.map(({ part, name, type, bytes }) => (
            <li key={part}>
              <a href={downloadAddress('mail.attachment', { box, id, part })}>{name}</a> ({type}, {sizeOf(bytes)})
            </li>
          ))}
        </ul>
      )}
      {showsHtml ? (
        <iframe class="html-mail" title="Message mis en forme" sandbox="" srcdoc={`${SHUT_IN}${html}`} />
      ) : (
        <pre class="text-mail">{text}</pre>
      )}
    </article>
  );
}

function Field({ name, value }: { name: string; value: string }) {
  if (value === '') return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} octets`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024
    ? `${kilobytes.toFixed(0)} Ko`
    : `${(kilobytes / 1024).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} Mo`;
}
