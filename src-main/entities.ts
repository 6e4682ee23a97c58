import type { EntitySchema } from 'typeorm';
import * as mediation from './mediation/entities.ts';
import { Committees, Parties, UserRoles, Users } from './people/entities.ts';
import { AuditRows } from './platform/audit/entities.ts';
import { DocumentBlobs, Documents } from './platform/documents/entities.ts';
import { Drafts, IssuedNumbers } from './platform/entities.ts';
import { Areas } from './platform/reference-data/entities.ts';
import { Commands } from './platform/router/entities.ts';
import * as timebank from './timebank/entities.ts';

/** Every table of a centre's file; a test compares them with the schema that the migrations make. */
export const entities = [
  ...[Committees, Users, UserRoles, Parties],
  ...[Areas, IssuedNumbers, AuditRows, Commands, Documents, DocumentBlobs, Drafts],
  ...Object.values(mediation),
  ...Object.values(timebank),
] as EntitySchema[];
