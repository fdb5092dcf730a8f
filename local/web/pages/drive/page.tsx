/** Page « Drive »: the folders and documents that the add-on made, as the person of this tab may open them. */
import './drive.css';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { FileKind } from '../../host/drive-methods';
import type { Result } from '../../host/methods';
import { useChanges } from '../events';
import { fileSize } from '../file-size';
import { call, downloadAddress } from '../host-call';
import type { PageProps } from '../page-props';

type Listing = Result<'drive.list'>;
type Entry = Listing['entries'][number];

const KIND: Readonly<Record<FileKind, string>> = {
  folder: 'Dossier',
  document: 'Document (PDF)',
  spreadsheet: 'Classeur (.xlsx)',
  form: 'Formulaire',
  file: 'Fichier',
};
const WHEN = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' });

const idInAddress = (): string => new URLSearchParams(location.search).get('id') ?? '';
const addressOf = (id: string): string => (id === '' ? '/drive' : `/drive?id=${encodeURIComponent(id)}`);

export default function DrivePage({ me, go }: PageProps) {
  const [id, setId] = useState(idInAddress);
  const [listing, setListing] = useState<Listing>();
  const [problem, setProblem] = useState('');
  const refresh = useCallback(() => {
    call('drive.list', { id }).then(
      fresh => {
        setListing(fresh);
        setProblem('');
      },
      (error: Error) => {
        setListing(undefined);
        setProblem(error.message);
      },
    );
  }, [id, me]);
  useEffect(refresh, [refresh]);
  useChanges(['drive-file'], refresh);
  useEffect(() => {
    const back = () => setId(idInAddress());
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);

  const open = (to: string) => (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, '', addressOf(to));
    setId(to);
  };
  const path = listing?.path ?? [];
  return (
    <div class="sheet drive">
      <h1>{path.at(-1)?.name ?? 'Drive'}</h1>
      <nav aria-label="Dossiers au-dessus">
        <ol class="path">
          <li>
            <a href={addressOf('')} aria-current={path.length === 0 ? 'page' : undefined} onClick={open('')}>
              Drive
            </a>
          </li>
          {path.map((folder, index) => (
            <li key={folder.id}>
              <a
                href={addressOf(folder.id)}
                aria-current={index === path.length - 1 ? 'page' : undefined}
                onClick={open(folder.id)}
              >
                <bdi>{folder.name}</bdi>
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {listing?.entries.length === 0 && (
        <p>Rien ici pour cette personne. Les documents que fait l’extension apparaissent dès qu’ils sont écrits.</p>
      )}
      {listing !== undefined && listing.entries.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Nom</th>
              <th scope="col">Nature</th>
              <th scope="col">Modifié le</th>
              <th scope="col">Taille</th>
            </tr>
          </thead>
          <tbody>
            {listing.entries.map(entry => (
              <tr key={entry.id} class={entry.id === listing.found ? 'found' : undefined}>
                <td>
                  <Opening entry={entry} me={me} open={open(entry.id)} go={go} />
                </td>
                <td>{KIND[entry.kind]}</td>
                <td class="when">{WHEN.format(entry.modified)}</td>
                <td class="size">{entry.bytes === null ? '' : fileSize(entry.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

interface OpeningProps {
  entry: Entry;
  me: string;
  open: (event: MouseEvent) => void;
  go: (path: string) => void;
}

/** The name of a file, and what a click on it opens. */
function Opening({ entry: { id, name, kind }, me, open, go }: OpeningProps) {
  const shown = <bdi>{name}</bdi>;
  if (kind === 'folder')
    return (
      <a href={addressOf(id)} onClick={open}>
        {shown}
      </a>
    );
  if (kind === 'form')
    return (
      <a
        href="/formulaire"
        onClick={event => {
          event.preventDefault();
          go('/formulaire');
        }}
      >
        {shown}
      </a>
    );
  return <a href={downloadAddress('drive.file', { id, as: me })}>{shown}</a>;
}
