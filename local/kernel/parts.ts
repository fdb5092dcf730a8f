/** The services of the local Workspace, in one list: add a factory here and its globals are there for every script. */
import { cachePart } from '../services/cache';
import { htmlPart } from '../services/html-service';
import { lockPart } from '../services/lock';
import { propertiesPart } from '../services/properties';
import { scriptAppPart } from '../services/script-app';
import { sessionPart } from '../services/session';
import { utilitiesPart } from '../services/utilities';
import type { Part } from './contract';
import type { KernelContext } from './services-context';

/** Makes a part; one that needs nothing of the kernel's own may take a plain PartContext. */
export type KernelPartFactory = (context: KernelContext) => Part;

export const PARTS: readonly KernelPartFactory[] = [
  propertiesPart,
  cachePart,
  lockPart,
  sessionPart,
  utilitiesPart,
  scriptAppPart,
  htmlPart,
];
