/** The list of what a cell takes: typed letters leave those that hold them; arrows, Enter, Tab or the mouse choose; Escape gives up. */
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { EditorPlace } from './grid';
import { px } from './grid-geometry';
import type { TypedAhead } from './held-keys';

export interface ChoiceListProps {
  place: EditorPlace;
  initial: string;
  /** What the cell takes; whoever gets the entry of a list still on its way looks for it there later. */
  choices: readonly string[] | 'coming';
  /** What was typed before the list was there. */
  takeTypedAhead: () => TypedAhead;
  label: string;
  onCommit: (text: string, rows: number, columns: number) => void;
  /** The focus went elsewhere. */
  onLeave: (text: string) => void;
  onCancel: () => void;
}

export function ChoiceList(props: ChoiceListProps) {
  const { place, initial, takeTypedAhead, label, onCommit, onLeave, onCancel } = props;
  const isComing = props.choices === 'coming';
  const choices = props.choices === 'coming' ? [] : props.choices;
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const isOver = useRef(false);
  const id = useId();
  // What stands in the cell is shown, and does not leave anything out until a letter is typed.
  const [typed, setTyped] = useState<string>();
  const [marked, setMarked] = useState(() => choices.indexOf(initial));
  const offered = choices.filter(choice => plain(choice).includes(plain(typed ?? '')));
  const current = offered[typed === undefined ? marked : Math.max(0, Math.min(marked, offered.length - 1))];

  const end = (text: string | undefined, rows = 0, columns = 0): void => {
    if (isOver.current) return;
    isOver.current = true;
    if (text === undefined) onCancel();
    else onCommit(text, rows, columns);
  };
  /** What Enter means: the marked choice; nothing typed empties the cell; what is in no list goes as it is, to be refused in words. */
  const meant = (): string => {
    if (typed === undefined) return current ?? initial;
    return typed === '' ? '' : (current ?? typed);
  };
  useLayoutEffect(() => {
    input.current?.focus();
    const { text, end: ahead } = takeTypedAhead();
    if (text !== '') {
      setTyped(text);
      setMarked(0);
    }
    if (ahead !== undefined) end(firstHolding(choices, text) ?? text, ...ahead);
  }, []);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    event.stopPropagation();
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[key];
    if (step !== undefined && offered.length > 0) {
      const at = current === undefined ? -1 : offered.indexOf(current);
      setMarked(at === -1 && step === -1 ? offered.length - 1 : (at + step + offered.length) % offered.length);
    } else if (key === 'Escape') end(undefined);
    else if (key === 'Enter') end(meant(), shiftKey ? -1 : 1, 0);
    else if (key === 'Tab') end(meant(), 0, shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };

  const optionId = (choice: string): string => `${id}-${choices.indexOf(choice)}`;
  return (
    <div
      class="editor choices"
      style={{ left: px(place.left), top: px(place.top), minWidth: px(Math.max(place.width, 160)) }}
    >
      <input
        ref={input}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current === undefined ? undefined : optionId(current)}
        autocomplete="off"
        value={typed ?? initial}
        style={{ height: px(place.height - 2) }}
        onInput={event => {
          setTyped(event.currentTarget.value);
          setMarked(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (isOver.current) return;
          isOver.current = true;
          onLeave(typed === undefined ? initial : meant());
        }}
      />
      <div role="listbox" id={`${id}-list`} aria-label="Valeurs possibles" class="choice-options" ref={list}>
        {offered.map(choice => (
          // The keyboard stays in the line above, as a combobox has it.
          <div
            key={choice}
            id={optionId(choice)}
            role="option"
            tabIndex={-1}
            aria-selected={choice === current}
            onMouseDown={event => {
              event.preventDefault();
              event.stopPropagation();
              end(choice);
            }}
          >
            {choice}
          </div>
        ))}
      </div>
      {offered.length === 0 && !isComing && <p class="no-choice">Aucune valeur de la liste ne contient cela.</p>}
    </div>
  );
}

/** The first choice that holds what was typed. */
export const firstHolding = (choices: readonly string[], typed: string): string | undefined =>
  choices.find(choice => plain(choice).includes(plain(typed)));

/** How letters compare: without case or accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
