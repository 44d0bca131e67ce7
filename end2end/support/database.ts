// Opens the server's SQLite file with Debian's sqlite3. Tests use this only to move points in time, to look at rows, and to do
// what nobody can do in a browser.
import { execFileSync } from 'node:child_process';

/** A user in the directory, with the columns that tests need. */
export interface Person {
  /** The unique user ID, 12 digits. */
  readonly id: string;
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

const LONG_AGO = '2000-01-01T00:00:00+00:00';

export class Database {
  constructor(readonly path: string) {}

  person(id: string): Person {
    const [person] = this.rows<Person>(
      `SELECT unique_user_id AS id, first_name || ' ' || last_name AS name, first_name AS firstName,
              last_name AS lastName, email
         FROM user WHERE unique_user_id = ${quote(id)}`,
    );
    if (person === undefined) throw new Error(`nobody has the unique user ID ${id}`);
    return person;
  }

  /** Moves the end of a user's open link into the past. */
  expireLink(person: Person): void {
    this.change(`UPDATE registration_token SET expires_at = ${quote(LONG_AGO)} WHERE state = 'open' AND ${ofUser(person)}`, 1);
  }

  /** Gives a user the role of sponsor, so that the user is staff from now on. */
  makeSponsor(person: Person): void {
    this.change(
      `INSERT INTO staff_role (user_id, role, granted_at) VALUES (${idOf(person)}, 'sponsor', ${quote(LONG_AGO)})`,
      1,
    );
  }

  /** Forgets the ceremonies of a user's links. */
  forgetCeremonies(person: Person): void {
    this.change(`UPDATE registration_attempt SET challenge_hash = NULL, challenge_expires_at = NULL WHERE id IN (
      SELECT registration_attempt.id FROM registration_attempt
        JOIN registration_token ON registration_token.id = registration_token_id WHERE ${ofUser(person)})`);
  }

  /** Moves the last request of each of a user's sessions into the past. */
  idleSessions(person: Person): void {
    this.change(`UPDATE session SET last_seen_at = ${quote(LONG_AGO)} WHERE ${ofUser(person)}`);
  }

  /** The states of a user's links, the oldest first. */
  linkStates(person: Person): string[] {
    const rows = this.rows<{ state: string }>(
      `SELECT state FROM registration_token WHERE ${ofUser(person)} ORDER BY issued_at, rowid`,
    );
    return rows.map((row) => row.state);
  }

  /** How many minutes a user's open link works, counted from when it was generated. */
  linkLife(person: Person): number {
    const [row] = this.rows<{ minutes: number }>(
      `SELECT round((julianday(expires_at) - julianday(issued_at)) * 24 * 60) AS minutes
         FROM registration_token WHERE state = 'open' AND ${ofUser(person)}`,
    );
    if (row === undefined) throw new Error(`${person.name} has no open link`);
    return row.minutes;
  }

  /** The statuses of a user's authenticators, the oldest first. */
  authenticators(person: Person): string[] {
    const rows = this.rows<{ status: string }>(
      `SELECT status FROM authenticator WHERE ${ofUser(person)} ORDER BY registered_at`,
    );
    return rows.map((row) => row.status);
  }

  /** The number of attempts: the browsers in which *Continue* was pressed with a link of the user. */
  attempts(person: Person): number {
    const [row] = this.rows<{ count: number }>(
      `SELECT count(*) AS count FROM registration_attempt
         JOIN registration_token ON registration_token.id = registration_token_id WHERE ${ofUser(person)}`,
    );
    return row?.count ?? 0;
  }

  /** The audit events about a user, the oldest first, in the form `generate-link done`. */
  audit(person: Person): string[] {
    const rows = this.rows<{ event: string }>(
      `SELECT action || ' ' || outcome AS event FROM audit_event WHERE subject_id = ${idOf(person)} ORDER BY sequence`,
    );
    return rows.map((row) => row.event);
  }

  /** Moves the minutes in which refusals are counted into the past, so that the server writes them to the audit log. */
  endRefusals(): void {
    this.change(`UPDATE repeated_refusal SET ends_at = ${quote(LONG_AGO)}`);
  }

  /** The whole database as SQL text, for tests that look for something that must not be in it. */
  dump(): string {
    return this.sqlite(['.dump']);
  }

  private rows<Row>(query: string): Row[] {
    const text = this.sqlite([query]);
    return text.trim() === '' ? [] : (JSON.parse(text) as Row[]);
  }

  private change(statement: string, expected?: number): void {
    const [row] = JSON.parse(this.sqlite([`${statement}; SELECT changes() AS count`])) as [{ count: number }];
    if (row.count < 1 || (expected !== undefined && row.count !== expected)) {
      throw new Error(`${row.count} rows were changed by: ${statement}`);
    }
  }

  private sqlite(commands: string[]): string {
    const options = ['-bail', '-json', '-cmd', '.timeout 10000'];
    return execFileSync('sqlite3', [...options, this.path, ...commands], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function idOf(person: Person): string {
  return `(SELECT id FROM user WHERE unique_user_id = ${quote(person.id)})`;
}

function ofUser(person: Person): string {
  return `user_id = ${idOf(person)}`;
}
