import type { HandlersOf, CommandContext } from '../platform/router/handlers.ts';
import { prepared } from '../platform/router/handlers.ts';
import { AppError } from '../platform/app-error.ts';
import { addInstant } from '../platform/clock.ts';
import type { Session } from '../platform/router/session.ts';
import { plantAreas } from '../platform/reference-data/area-store.ts';
import { closedSession, loadActor, sessionView } from './actor.ts';
import { Committees, Users, type UserRow } from './entities.ts';
import { compareWithNothing, hashPassword, passwordMatches } from './password.ts';
import { replaceRoles, userById } from './user-store.ts';

/** After this many wrong passwords in a row an account waits, longer each time; nobody is locked out for good. */
const freeAttempts = 5;
const waitMinutes = [1, 5, 15, 60];

type SessionRoutes =
  | 'people.readStatus'
  | 'people.initialise'
  | 'people.signIn'
  | 'people.signOut'
  | 'people.lock'
  | 'people.unlock'
  | 'people.changePassword';

export const sessionHandlers: Pick<HandlersOf<'people'>, SessionRoutes> = {
  async 'people.readStatus'({ tx, session, services }) {
    const committee = await tx.get('SELECT 1 FROM committees LIMIT 1');
    return {
      initialised: committee !== undefined,
      version: services.version,
      dataDir: services.dataDir,
      session: await sessionView(tx, session),
    };
  },

  'people.initialise': prepared<'people.initialise', string>({
    async prepare({ read }, input) {
      await read(async (tx) => {
        if (await tx.get('SELECT 1 FROM committees LIMIT 1')) throw new AppError('setup.alreadyDone');
      });
      return hashPassword(input.administrator.password);
    },
    async commit(context, { committee, administrator }, passwordHash) {
      const { tx, services, now } = context;
      if (await tx.get('SELECT 1 FROM committees LIMIT 1')) throw new AppError('setup.alreadyDone');
      const committeeId = services.ids.next();
      const userId = services.ids.next();
      await plantAreas(context, committee.region);
      await tx.insert(Committees, {
        id: committeeId,
        version: 1,
        name: committee.name,
        kind: committee.kind,
        mark: committee.mark,
        region: committee.region,
        area_id: committee.areaId,
        address: committee.address,
        phone: committee.phone,
        term_start: committee.termStart,
        term_end: committee.termEnd,
        created_at: now,
      });
      await tx.insert(Users, {
        id: userId,
        version: 1,
        committee_id: committeeId,
        username: administrator.username,
        display_name: administrator.displayName,
        area_id: committee.areaId,
        active: 1,
        password_hash: passwordHash,
        failed_attempts: 0,
        locked_until: null,
        created_at: now,
      });
      await replaceRoles(tx, userId, ['administrator']);
      context.audit([`committee:${committeeId}`, `user:${userId}`], { region: committee.region });
      return open(context, userId);
    },
  }),

  'people.signIn': prepared<'people.signIn', boolean>({
    async prepare({ read }, input) {
      const user = await read((tx) => findUser(tx, input.username));
      return user ? passwordMatches(input.password, user.password_hash) : compareWithNothing(input.password);
    },
    async commit(context, input, matches) {
      if (!(await context.tx.get('SELECT 1 FROM committees LIMIT 1'))) throw new AppError('setup.required');
      const user = await findUser(context.tx, input.username);
      if (!user) throw wrongPassword('password');
      await judge(context, user, matches);
      return open(context, user.id);
    },
  }),

  async 'people.signOut'(context) {
    context.setSession(closedSession);
    return sessionView(context.tx, closedSession);
  },

  async 'people.lock'(context) {
    const locked: Session = { state: 'locked', actor: context.actor };
    context.setSession(locked);
    return sessionView(context.tx, locked);
  },

  'people.unlock': prepared<'people.unlock', boolean>({
    async prepare({ read, actor }, input) {
      const user = await read((tx) => userById(tx, actor.userId));
      return passwordMatches(input.password, user.password_hash);
    },
    async commit(context, _input, matches) {
      await judge(context, await userById(context.tx, context.actor.userId), matches);
      return open(context, context.actor.userId);
    },
  }),

  'people.changePassword': prepared<'people.changePassword', { matches: boolean; next: string }>({
    async prepare({ read, actor }, input) {
      const user = await read((tx) => userById(tx, actor.userId));
      return {
        matches: await passwordMatches(input.current, user.password_hash),
        next: await hashPassword(input.next),
      };
    },
    async commit(context, _input, { matches, next }) {
      const user = await userById(context.tx, context.actor.userId);
      await judge(context, user, matches, 'current');
      await context.tx.update(Users, user.id, { password_hash: next, version: user.version + 1 });
      return {};
    },
  }),
};

async function open(context: CommandContext, userId: string) {
  const actor = await loadActor(context.tx, userId);
  if (!actor) throw new AppError('session.accountInactive', { keep: true });
  const session: Session = { state: 'open', actor };
  context.setSession(session);
  return sessionView(context.tx, session);
}

/** Counts wrong passwords; the count is kept although the command is refused. */
async function judge(
  context: CommandContext,
  user: UserRow,
  matches: boolean,
  field = 'password',
): Promise<void> {
  context.audit(`user:${user.id}`);
  if (user.locked_until !== null && user.locked_until > context.now) {
    throw new AppError('session.tooManyAttempts', { keep: true, params: { until: user.locked_until } });
  }
  if (matches) {
    if (user.active !== 1) throw new AppError('session.accountInactive', { keep: true });
    if (user.failed_attempts > 0)
      await context.tx.update(Users, user.id, { failed_attempts: 0, locked_until: null });
    return;
  }
  const attempts = user.failed_attempts + 1;
  const wait = attempts < freeAttempts ? 0 : (waitMinutes[attempts - freeAttempts] ?? 60);
  await context.tx.update(Users, user.id, {
    failed_attempts: attempts,
    locked_until: wait > 0 ? addInstant(context.now, wait * 60_000) : null,
  });
  throw wrongPassword(field);
}

/** The same words for a wrong password and a name that nobody has: names cannot be found out by trying. */
function wrongPassword(field: string): AppError {
  return new AppError('session.wrongPassword', {
    keep: true,
    fields: { [field]: { code: 'field.wrongPassword' } },
  });
}

async function findUser(
  tx: CommandContext['tx'] | Parameters<typeof userById>[0],
  username: string,
): Promise<UserRow | undefined> {
  return tx.get<UserRow>('SELECT * FROM users WHERE username = ? COLLATE NOCASE', [username]);
}
