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

  /** Adds a user who is like `person`, but has another unique user ID and email address. */
  addLike(person: Person, id: string): Person {
    const email = `${id}@${person.email.split('@')[1]}`;
    const values: Record<string, string> = {
      id: 'randomblob(16)',
      unique_user_id: quote(id),
      email: quote(email),
      email_search: quote(email),
    };
    const columns = this.rows<{ name: string }>(`SELECT name FROM pragma_table_info('user')`).map(({ name }) => name);
    const selected = columns.map((column) => values[column] ?? column);
    this.change(
      `INSERT INTO user (${columns.join()}) SELECT ${selected.join()} FROM user WHERE unique_user_id = ${quote(person.id)}`,
      1,
    );
    return this.person(id);
  }

  /** Moves the end of a user's open link into the past. */
  expireLink(person: Person): void {
    this.change(`UPDATE registration_token SET expires_at = ${quote(LONG_AGO)} WHERE state = 'open' AND ${ofUser(person)}`, 1);
  }

  /** Gives a user another name in the directory. A search finds the user by neither name, so that no other test of the worker counts them. */
  rename(person: Person, firstName: string, lastName: string): Person {
    this.change(
      `UPDATE user SET first_name = ${quote(firstName)}, last_name = ${quote(lastName)},
              first_name_search = unique_user_id, last_name_search = unique_user_id
         WHERE unique_user_id = ${quote(person.id)}`,
      1,
    );
    return { ...person, firstName, lastName, name: `${firstName} ${lastName}`.trim() };
  }

  /** Gives a user the role of sponsor at the organisation at the top, so that the user is staff from now on. */
  makeSponsor(person: Person): void {
    this.change(
      `INSERT INTO staff_role (user_id, role, organisation_id, granted_at)
       SELECT user.id, 'sponsor', organisation.id, ${quote(LONG_AGO)} FROM user, organisation
         WHERE unique_user_id = ${quote(person.id)} AND parent_id IS NULL`,
      1,
    );
  }

  /** Forgets the ceremonies of a user's links. */
  forgetCeremonies(person: Person): void {
    this.change(`UPDATE registration_attempt SET challenge_hash = NULL, challenge_expires_at = NULL WHERE id IN (
      SELECT registration_attempt.id FROM registration_attempt
        JOIN registration_token ON registration_token.id = registration_token_id WHERE ${ofUser(person)})`);
  }

  /** Moves the last use of a user's newest session into the past, by so many minutes, or far. */
  idleSessions(person: Person, minutes?: number): void {
    const then = minutes === undefined ? LONG_AGO : minutesAgo(minutes);
    this.change(`UPDATE session SET last_seen_at = ${quote(then)} WHERE ${newestSessionOf(person)}`, 1);
  }

  /** Moves the beginning of a user's newest session into the past, by so many minutes. */
  ageSessions(person: Person, minutes: number): void {
    this.change(`UPDATE session SET opened_at = ${quote(minutesAgo(minutes))} WHERE ${newestSessionOf(person)}`, 1);
  }

  /** How many minutes ago the newest session of a user was used last. */
  idleMinutes(person: Person): number {
    const [row] = this.rows<{ minutes: number }>(
      `SELECT (julianday('now') - julianday(last_seen_at)) * 24 * 60 AS minutes FROM session WHERE ${newestSessionOf(person)}`,
    );
    if (row === undefined) throw new Error(`${person.name} has no session`);
    return row.minutes;
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

  /** Day, month and year of a person's birth. */
  born(person: Person): [string, string, string] {
    const [row] = this.rows<{ born: string }>(`SELECT date_of_birth AS born FROM user WHERE unique_user_id = ${quote(person.id)}`);
    const [year = '', month = '', day = ''] = row?.born.split('-') ?? [];
    return [day, month, year];
  }

  /** The unique user IDs of those of whom an agent decided that `person` is someone else. */
  notTheSame(person: Person): string[] {
    const rows = this.rows<{ id: string }>(
      `SELECT other.unique_user_id AS id FROM not_the_same JOIN user AS other ON other.id = other_id WHERE ${ofUser(person)}`,
    );
    return rows.map(({ id }) => id);
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

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString().replace('Z', '+00:00');
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

/** The session of the last sign-in, which is the test's own. Tests share the older sessions of people with a role. */
function newestSessionOf(person: Person): string {
  return `rowid = (SELECT max(rowid) FROM session WHERE ${ofUser(person)})`;
}
