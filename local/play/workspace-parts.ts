// Every service of a Workspace on which scenarios play: the kernel's own, and those that people meet.
import { type KernelPartFactory, PARTS } from '../kernel/parts';
import { filesPart } from '../services/files-part';
import { sheetsPart } from '../services/spreadsheet-app';
import { formsPart } from './forms-part';
import { mailPart } from './mail-part';

export const workspaceParts: readonly KernelPartFactory[] = [...PARTS, sheetsPart, formsPart, mailPart, filesPart];
