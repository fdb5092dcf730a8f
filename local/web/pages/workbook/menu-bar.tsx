/** The menus that the script has built, as a menu bar: arrows, Enter and Escape work as in any editor. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MenuModel } from '../../../kernel/menu';

export interface MenuBarProps {
  menus: readonly MenuModel[];
  isBusy: boolean;
  onRun: (caption: string) => void;
}

export function MenuBar({ menus, isBusy, onRun }: MenuBarProps) {
  return (
    <div class="menu-bar" role="menubar" aria-label="Menus de l'extension">
      {menus.map(menu => (
        <TopMenu key={menu.caption} menu={menu} isBusy={isBusy} onRun={onRun} />
      ))}
    </div>
  );
}

function TopMenu({ menu, isBusy, onRun }: { menu: MenuModel; isBusy: boolean; onRun: (caption: string) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const outside = (event: MouseEvent) => {
      if (!root.current?.contains(event.target as Node)) setIsOpen(false);
    };
    addEventListener('mousedown', outside);
    return () => removeEventListener('mousedown', outside);
  }, [isOpen]);
  const close = (): void => {
    setIsOpen(false);
    button.current?.focus();
  };
  return (
    <div
      class="top-menu"
      ref={root}
      role="none"
      onKeyDown={event => {
        if (event.key === 'Escape' && isOpen) close();
      }}
    >
      <button
        type="button"
        class="menu-button"
        ref={button}
        role="menuitem"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-disabled={isBusy}
        onClick={() => !isBusy && setIsOpen(!isOpen)}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' || isBusy) return;
          event.preventDefault();
          setIsOpen(true);
        }}
      >
        {menu.caption}
      </button>
      {isOpen && (
        <Items
          menu={menu}
          onLeave={close}
          onRun={caption => {
            close();
            onRun(caption);
          }}
        />
      )}
    </div>
  );
}

function Items({ menu, onRun, onLeave }: { menu: MenuModel; onRun: (caption: string) => void; onLeave: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<string>();
  const own = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>(':scope > [role=none] > [role=menuitem]') ?? []),
  ];
  useEffect(() => {
    own()[0]?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const items = own();
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (at === -1) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items.at(to % items.length)?.focus();
    else if (event.key === 'ArrowRight' && items[at]?.ariaHasPopup === 'menu') setOpen(items[at]?.dataset.caption);
    else if (event.key === 'ArrowLeft') onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="menu" role="menu" aria-label={menu.caption} ref={list} tabIndex={-1} onKeyDown={onKeyDown}>
      {menu.entries.map((entry, index) => {
        if (entry.type === 'separator') return <hr key={index} />;
        const caption = entry.type === 'item' ? entry.caption : entry.menu.caption;
        const isOpen = entry.type === 'menu' && open === caption;
        return (
          <div
            key={caption}
            class="entry"
            role="none"
            onMouseEnter={() => setOpen(entry.type === 'menu' ? caption : undefined)}
          >
            <button
              type="button"
              class="menu-item"
              role="menuitem"
              tabIndex={-1}
              data-caption={caption}
              aria-haspopup={entry.type === 'menu' ? 'menu' : undefined}
              aria-expanded={entry.type === 'menu' ? isOpen : undefined}
              onClick={() => (entry.type === 'item' ? onRun(caption) : setOpen(caption))}
            >
              {caption}
              {entry.type === 'menu' && <span aria-hidden="true">›</span>}
            </button>
            {isOpen && (
              <Items
                menu={entry.menu}
                onRun={onRun}
                onLeave={() => {
                  setOpen(undefined);
                  own()[index]?.focus();
                }}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
