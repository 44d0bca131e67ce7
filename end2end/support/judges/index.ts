// What is checked of every page in every state: each judge says what is wrong with a page.
import type { Page } from '@playwright/test';
import { alfa } from './alfa';
import { axe } from './axe';
import { floating, overflow } from './layout';
import { words } from './words';

export { Markup } from './markup';
export { faults as faultsOfText } from './words';

export type Judge = (page: Page) => Promise<string[]>;

export const JUDGES: Readonly<Record<string, Judge>> = {
  axe,
  Alfa: alfa,
  'plain words': words,
  'nothing sticks out': overflow,
  'nothing floats over the page': floating,
};

/** The judges of a page at another width. */
export const AT_ANOTHER_WIDTH: Readonly<Record<string, Judge>> = { 'nothing sticks out': overflow };
