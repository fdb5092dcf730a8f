/** Which services a restricted run may use: custom functions and simple triggers act without anybody's consent. */
import type { ExecutionKind } from './contract';
import { scopesOf } from './scopes';

/** Services that a custom function may use; the spreadsheet, to read only. */
const IN_CUSTOM_FUNCTIONS: ReadonlySet<string> = new Set([
  'Cache',
  'HTML',
  'Html',
  'Language',
  'Lock',
  'Properties',
  'Utilities',
  'Spreadsheet',
]);

/** Services that a simple trigger may use besides: those that need no consent. */
const IN_SIMPLE_TRIGGERS: ReadonlySet<string> = new Set([...IN_CUSTOM_FUNCTIONS, 'Session', 'Script', 'Ui']);

/** `CacheService`, `Cache` and `SpreadsheetApp` name the same services as `Cache` and `Spreadsheet`. */
function shortName(service: string): string {
  return service.replace(/(?:Service|App)$/, '');
}

/** Google's sentence when this kind of run may not use that service; undefined when it may. */
export function refusedService(kind: ExecutionKind, service: string): string | undefined {
  if (kind === 'custom' && !IN_CUSTOM_FUNCTIONS.has(shortName(service))) {
    return `You do not have permission to call ${service} service.`;
  }
  if (kind === 'simple' && !IN_SIMPLE_TRIGGERS.has(shortName(service))) {
    return `You do not have permission to call ${service}.`;
  }
  return undefined;
}

/** The same by member: what needs a permission other than the open spreadsheet's needs consent. */
export function refusedMember(kind: ExecutionKind, member: string): string | undefined {
  if (kind !== 'custom' && kind !== 'simple') return undefined;
  const scopes = scopesOf(member);
  if (scopes.length === 0 || scopes.some(scope => scope.endsWith('/spreadsheets.currentonly'))) return undefined;
  // The address of the person is blank rather than refused in a simple trigger.
  if (kind === 'simple' && member.startsWith('User.')) return undefined;
  return kind === 'custom'
    ? `You do not have permission to call ${member.split('.')[0]} service.`
    : `You do not have permission to call ${member}. Required permissions: ${scopes.join(' || ')}`;
}
