// Types and people that all parts of the walk use.
import type { Page } from '@playwright/test';
import type { Database, Person } from '../database';
import type { Visitor, VisitorOptions } from '../fixtures';
import type { Kind } from '../kinds';

/** Everything that a walk needs. */
export interface Stage {
  /** Opens a browser on the device of the walk. */
  readonly visitor: (options?: VisitorOptions) => Promise<Visitor>;
  readonly linkFor: (person: Person, kind?: Kind) => Promise<string>;
  readonly people: { next: () => Person };
  readonly database: Database;
}

/** A page in one state. */
export interface Stop {
  readonly name: string;
  readonly page: Page;
}

export type Walk = (stage: Stage) => AsyncGenerator<Stop>;

/** Two people with names that a page might display wrongly: a long one, and one that is written from right to left. */
export const LONG_NAME = '555200000011';
export const RIGHT_TO_LEFT = '555200000010';
