/** Addresses of Google that a letter or a cell gives lead nowhere on this machine: what they stand for opens here instead. */
import './local-links.css';

interface LocalLink {
  href: string;
  text: string;
}

const GOOGLE_ADDRESS =
  /https:\/\/(?:docs|drive)\.google\.com\/(forms|spreadsheets|document|file|drive)\/(?:d|folders)\/([\w/-]{1,200})(?:\?edit2=([\w%-]{1,200}))?/g;
const IN_DRIVE: Readonly<Record<string, string>> = {
  document: 'Ouvrir le document',
  file: 'Ouvrir le fichier',
  drive: 'Ouvrir le dossier',
};
const MOST = 5;

/** The pages of this Workspace that a text points to, each once, in order. */
export function localLinks(text: string): LocalLink[] {
  const links = new Map<string, string>();
  for (const [, kind = '', path = '', answer] of text.matchAll(GOOGLE_ADDRESS)) {
    const inDrive = IN_DRIVE[kind];
    if (inDrive !== undefined) links.set(`/drive?id=${encodeURIComponent(path.split('/')[0] ?? '')}`, inDrive);
    else if (kind === 'spreadsheets') links.set('/classeur', 'Ouvrir le classeur');
    else if (answer === undefined) links.set('/formulaire', 'Ouvrir le formulaire');
    else links.set(`/formulaire?edit2=${answer}`, 'Modifier la réponse au formulaire');
    if (links.size === MOST) break;
  }
  return [...links].map(([href, label]) => ({ href, text: label }));
}

export function LocalLinks({ text }: { text: string }) {
  const links = localLinks(text);
  if (links.length === 0) return null;
  return (
    <p class="local-links">
      Les adresses de Google que cite ce message s’ouvrent ici :{' '}
      {links.map(({ href, text: label }, index) => (
        <>
          {index > 0 && ', '}
          <a href={href}>{label}</a>
        </>
      ))}
      .
    </p>
  );
}
