/** The boxes, by what their owners are to the scheme, with the count of what is unread. */
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../host/methods';

type Boxes = Result<'mail.boxes'>;
type Box = Boxes[number];

const GROUPS: readonly (readonly [Box['role'], string])[] = [
  ['gestion', 'Dispositif'],
  ['équipe', 'Équipe'],
  ['comité', 'Comité'],
  ['titulaire', 'Titulaires'],
  ['collectivité', 'Collectivités'],
  ['autre', 'Autres adresses'],
];
/** Boxes of a group that show before a name is looked for. */
const SHOWN = 40;
/** With fewer boxes than that nobody needs to look for one. */
const MANY = 15;

interface BoxesPaneProps {
  boxes: Boxes;
  current: string;
  /** Port of mail programs; null when it is taken, undefined until it is known. */
  smtpPort: number | null | undefined;
  onOpen: (account: string) => void;
}

export function BoxesPane({ boxes, current, smtpPort, onOpen }: BoxesPaneProps) {
  const [search, setSearch] = useState('');
  // The box that is open stands among the others again.
  useEffect(() => setSearch(''), [current]);
  const wanted = plain(search);
  const found = boxes.filter(({ account, name }) => plain(`${name} ${account}`).includes(wanted));
  return (
    <nav class="boxes" aria-label="Boîtes aux lettres">
      {boxes.length > MANY && (
        <input
          type="search"
          class="box-search"
          aria-label="Chercher une boîte"
          placeholder="Chercher une boîte"
          value={search}
          onInput={event => setSearch(event.currentTarget.value)}
        />
      )}
      <div class="box-groups">
        {GROUPS.map(([role, title]) => (
          <Group
            key={role}
            title={title}
            boxes={found.filter(box => box.role === role)}
            current={current}
            onOpen={onOpen}
          />
        ))}
        {found.length === 0 && <p class="empty">Aucune boîte à ce nom.</p>}
      </div>
      {smtpPort !== undefined && (
        <p class="port">
          {smtpPort === null ? (
            'Le port de courrier est pris par un autre programme : les messages s’écrivent ici seulement.'
          ) : (
            <>
              Un logiciel de courrier de cette machine peut envoyer ici : SMTP 127.0.0.1, port <b>{smtpPort}</b>, sans
              mot de passe.
            </>
          )}
        </p>
      )}
    </nav>
  );
}

function Group({
  title,
  boxes,
  current,
  onOpen,
}: { title: string; boxes: Boxes } & Pick<BoxesPaneProps, 'current' | 'onOpen'>) {
  if (boxes.length === 0) return null;
  const shown = boxes.filter(({ account }, index) => index < SHOWN || account === current);
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {shown.map(box => (
          <li key={box.account}>
            <button
              type="button"
              aria-current={box.account === current ? 'true' : undefined}
              onClick={() => onOpen(box.account)}
            >
              <span class="box-name">{box.name}</span>
              {box.unread > 0 && (
                <span class="unread-count">
                  {box.unread}
                  <span class="visually-hidden"> non lu{box.unread > 1 && 's'}</span>
                </span>
              )}
              {box.name !== box.account && <span class="box-address">{box.account}</span>}
              {box.absence !== null && <span class="box-absence">Réponse automatique active</span>}
            </button>
          </li>
        ))}
      </ul>
      {boxes.length > shown.length && (
        <p class="empty">Et {boxes.length - shown.length} autres : cherchez-les par leur nom.</p>
      )}
    </section>
  );
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
