/** What the kernel lends to its own services beyond what every part gets. */
import type { Execution, PartContext } from './contract';
import type { MenuModel } from './menu';
import type { TriggerRegistry } from './triggers';

export interface KernelContext extends PartContext {
  readonly triggers: TriggerRegistry;
  /** The permissions that the manifest asks for. */
  scopes(): ReadonlySet<string>;
  /** An HTML file of the script, by name without extension. */
  page(name: string): string | undefined;
  /** Runs source in the scope of the script; gives a value of its realm. */
  evaluate(execution: Execution, source: string, filename: string): unknown;
  /** Puts a menu on the screen of whoever sits in front of this execution. */
  addMenu(execution: Execution, menu: MenuModel): void;
}
