/** The messages of a folder: only the window in view travels and is drawn. Arrows go from one to the next, Enter opens. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Result } from '../../host/methods';
import { useChanges } from '../events';
import { call } from '../host-call';

type Listing = Result<'mail.list'>;
type Line = Listing['messages'][number];
export type Folder = 'réception' | 'envoyés' | 'spam';

/** Height of a line in pixels: every one has the same, so that any place in the list is known. */
const LINE = 62;
/** Lines that are asked for at once, and drawn beyond the ones in view. */
const WINDOW = 120;
const MARGIN = 10;
/** What writing, sending or arriving mail changes, and the clock, by which mail arrives. */
export const MAIL_KINDS = ['mail', 'mailbox', 'mailBehaviour', 'mailQueue', 'workspace'];

interface Active {
  index: number;
  line: Line | undefined;
}

interface MessageListProps {
  box: string;
  folder: Folder;
  search: string;
  /** The Workspace's instant: a mail of today shows its hour. */
  now: number;
  current: string | undefined;
  /** `isByKey`: the reader's hands are on the keyboard. */
  onOpen: (id: string, isByKey: boolean) => void;
  onError: (error: Error) => void;
}

export function MessageList({ box, folder, search, now, current, onOpen, onError }: MessageListProps) {
  const pane = useRef<HTMLDivElement>(null);
  const [listing, setListing] = useState<Listing>();
  const [top, setTop] = useState(0);
  /** Where the keyboard stands; its line stays known when the list is scrolled away from it. */
  const [active, setActive] = useState<Active>({ index: 0, line: undefined });
  const [wantsFocus, setWantsFocus] = useState(false);
  const asked = useRef(0);

  const height = pane.current?.clientHeight ?? 800;
  const first = Math.floor(top / LINE);
  const inView = Math.ceil(height / LINE);

  const ask = (around: number): void => {
    asked.current += 1;
    const turn = asked.current;
    const from = Math.max(0, around - Math.floor((WINDOW - inView) / 2));
    call('mail.list', { box, folder, search, from, count: WINDOW, at: active.line?.id ?? '' }).then(
      fresh => {
        if (turn !== asked.current) return;
        setListing(fresh);
        // What arrives above pushes the line down on which the reader stands.
        setActive(({ index: was, line }) => {
          const index = fresh.position >= 0 ? fresh.position : was;
          return { index, line: fresh.messages[index - fresh.from] ?? line };
        });
      },
      error => turn === asked.current && onError(error as Error),
    );
  };
  useEffect(() => {
    setListing(undefined);
    setActive({ index: 0, line: undefined });
    setTop(0);
    pane.current?.scrollTo({ top: 0 });
    ask(0);
  }, [box, folder, search]);
  useChanges(MAIL_KINDS, () => ask(first));

  const total = listing?.total ?? 0;
  const last = Math.min(total, first + inView + MARGIN);
  const start = Math.max(0, first - MARGIN);
  const held = listing === undefined ? [0, 0] : [listing.from, listing.from + listing.messages.length];
  const isMissing = listing !== undefined && (start < (held[0] ?? 0) || last > (held[1] ?? 0));
  useEffect(() => {
    if (isMissing) ask(first);
  }, [isMissing, first]);

  const lineAt = (index: number): Line | undefined =>
    listing?.messages[index - listing.from] ?? (index === active.index ? active.line : undefined);
  const drawn = Array.from({ length: Math.max(0, last - start) }, (_, index) => start + index);
  // The line that has the focus stays, wherever the list is scrolled to.
  if (active.index < total && !drawn.includes(active.index)) drawn.push(active.index);

  useLayoutEffect(() => {
    if (!wantsFocus) return;
    const button = pane.current?.querySelector<HTMLElement>(`[data-index="${active.index}"]`);
    if (button == null) return;
    button.focus({ preventScroll: true });
    setWantsFocus(false);
  });

  const goTo = (index: number): void => {
    const target = Math.min(Math.max(index, 0), total - 1);
    if (target < 0) return;
    setActive({ index: target, line: lineAt(target) });
    setWantsFocus(true);
    const element = pane.current;
    if (element === null) return;
    if (target * LINE < element.scrollTop) element.scrollTo({ top: target * LINE });
    if ((target + 1) * LINE > element.scrollTop + height) element.scrollTo({ top: (target + 1) * LINE - height });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, inView - 1);
    const to = {
      ArrowDown: active.index + 1,
      ArrowUp: active.index - 1,
      PageDown: active.index + page,
      PageUp: active.index - page,
      Home: 0,
      End: total - 1,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    goTo(to);
  };

  return (
    <div class="message-pane" ref={pane} onScroll={event => setTop(event.currentTarget.scrollTop)}>
      <p class="visually-hidden" role="status">
        {listing === undefined ? '' : countOf(total)}
      </p>
      {listing !== undefined && total === 0 && (
        <p class="empty">{search === '' ? 'Aucun message.' : 'Aucun message ne correspond.'}</p>
      )}
      {total > 0 && (
        <ul class="message-list" style={{ height: `${total * LINE}px` }} onKeyDown={onKeyDown}>
          {drawn.map(index => (
            <li key={index} style={{ top: `${index * LINE}px` }} aria-posinset={index + 1} aria-setsize={total}>
              <MessageButton
                index={index}
                line={lineAt(index)}
                folder={folder}
                now={now}
                isCurrent={lineAt(index)?.id === current}
                isReachable={index === active.index}
                onOpen={(id, isByKey) => {
                  setActive({ index, line: lineAt(index) });
                  onOpen(id, isByKey);
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface MessageButtonProps {
  index: number;
  line: Line | undefined;
  folder: Folder;
  now: number;
  isCurrent: boolean;
  isReachable: boolean;
  onOpen: (id: string, isByKey: boolean) => void;
}

function MessageButton({ index, line, folder, now, isCurrent, isReachable, onOpen }: MessageButtonProps) {
  return (
    <button
      type="button"
      data-index={index}
      tabIndex={isReachable ? 0 : -1}
      class={line?.isUnread ? 'unread' : undefined}
      aria-current={isCurrent ? 'true' : undefined}
      // A click by the keyboard has no count of presses.
      onClick={event => line !== undefined && onOpen(line.id, event.detail === 0)}
    >
      {line === undefined ? (
        <span class="who">…</span>
      ) : (
        <>
          <span class="who">
            {line.isUnread && <span class="visually-hidden">Non lu : </span>}
            {folder === 'envoyés' && 'À : '}
            <bdi>{line.who}</bdi>
          </span>
          <time dateTime={new Date(line.at).toISOString()} title={FULL.format(line.at)}>
            {shortDate(line.at, now)}
          </time>
          <span class="subject" title={line.subject}>
            <bdi>{line.subject || '(sans objet)'}</bdi>
          </span>
          {line.hasAttachment && (
            <span class="clip">
              <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
                <path
                  d="M5 4v6.5a3 3 0 0 0 6 0V4a2 2 0 0 0-4 0v6a1 1 0 0 0 2 0V5"
                  fill="none"
                  stroke="currentColor"
                  stroke-width="1.3"
                />
              </svg>
              <span class="visually-hidden">pièce jointe</span>
            </span>
          )}
        </>
      )}
    </button>
  );
}

const ZONE = { timeZone: 'Europe/Paris' } as const;
const FULL = new Intl.DateTimeFormat('fr-FR', { ...ZONE, dateStyle: 'full', timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat('fr-FR', { ...ZONE, dateStyle: 'short' });
const HOUR = new Intl.DateTimeFormat('fr-FR', { ...ZONE, timeStyle: 'short' });
const DAY_OF_YEAR = new Intl.DateTimeFormat('fr-FR', { ...ZONE, day: 'numeric', month: 'short' });
const YEAR = new Intl.DateTimeFormat('fr-FR', { ...ZONE, year: 'numeric' });

function shortDate(at: number, now: number): string {
  if (DAY.format(at) === DAY.format(now)) return HOUR.format(at);
  return YEAR.format(at) === YEAR.format(now) ? DAY_OF_YEAR.format(at) : DAY.format(at);
}

function countOf(total: number): string {
  if (total === 0) return 'Aucun message';
  return total === 1 ? '1 message' : `${total.toLocaleString('fr-FR')} messages`;
}
