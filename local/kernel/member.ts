/** Which members of a service object a script can see, and under which class name. */
import { ServiceObject } from './contract';
import { EnumerationHolder } from './enumeration';

/** The name that a script sees for a service object. */
export function classNameOf(target: ServiceObject): string {
  if (target instanceof EnumerationHolder) return EnumerationHolder.nameOf(target);
  const declared = (target.constructor as { scriptName?: unknown }).scriptName;
  return typeof declared === 'string' ? declared : target.constructor.name;
}

/** What `String(object)` gives. */
export function shownAs(target: ServiceObject, className: string): string {
  return memberKind(target, 'toString') === 'method' ? String(target) : className;
}

/** Methods and getters of the class, and own fields that hold a service object (`Gmail.Users`), are what a script sees. */
export function memberKind(target: ServiceObject, key: string): 'method' | 'value' | undefined {
  if (key === 'constructor') return undefined;
  const own = Object.getOwnPropertyDescriptor(target, key);
  if (own !== undefined) return own.value instanceof ServiceObject ? 'value' : undefined;
  for (
    let prototype: unknown = Object.getPrototypeOf(target);
    prototype !== null && prototype !== ServiceObject.prototype;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, key);
    if (descriptor !== undefined) return typeof descriptor.value === 'function' ? 'method' : 'value';
  }
  return undefined;
}
