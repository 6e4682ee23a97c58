import { lazy, type ComponentType } from 'react';
import type { RouteName } from '../../src-main/contract/index.ts';
import type { Page, PageProps } from './navigation.ts';

export interface PageEntry {
  component: ComponentType<PageProps>;
  /** Entry of the side navigation that is marked while this page is open. */
  section: Page;
  /** The page is offered to accounts that may use this route. */
  needs: RouteName;
}

const page = (load: () => Promise<ComponentType<PageProps>>) => lazy(async () => ({ default: await load() }));

/** Every page of the window. Each is loaded when first opened, so that one broken page cannot keep the others away. */
export const pageTable: Record<Page, PageEntry> = {
  workbench: {
    component: page(async () => (await import('../features/workbench/WorkbenchPage.tsx')).WorkbenchPage),
    section: 'workbench',
    needs: 'mediation.readWorkbench',
  },
  cases: {
    component: page(async () => (await import('../features/mediation/CasesPage.tsx')).CasesPage),
    section: 'cases',
    needs: 'mediation.listCases',
  },
  case: {
    component: page(async () => (await import('../features/mediation/CasePage.tsx')).CasePage),
    section: 'cases',
    needs: 'mediation.readCase',
  },
  newCase: {
    component: page(async () => (await import('../features/mediation/NewCasePage.tsx')).NewCasePage),
    section: 'cases',
    needs: 'mediation.registerCase',
  },
  members: {
    component: page(async () => (await import('../features/timebank/MembersPage.tsx')).MembersPage),
    section: 'members',
    needs: 'timebank.listMembers',
  },
  member: {
    component: page(async () => (await import('../features/timebank/MemberPage.tsx')).MemberPage),
    section: 'members',
    needs: 'timebank.readMember',
  },
  sheets: {
    component: page(async () => (await import('../features/timebank/SheetsPage.tsx')).SheetsPage),
    section: 'sheets',
    needs: 'timebank.listSheets',
  },
  sheet: {
    component: page(async () => (await import('../features/timebank/SheetPage.tsx')).SheetPage),
    section: 'sheets',
    needs: 'timebank.readSheet',
  },
  statements: {
    component: page(async () => (await import('../features/timebank/StatementsPage.tsx')).StatementsPage),
    section: 'statements',
    needs: 'timebank.readTrialBalance',
  },
  documents: {
    component: page(async () => (await import('../features/documents/DocumentsPage.tsx')).DocumentsPage),
    section: 'documents',
    needs: 'documents.list',
  },
  settings: {
    component: page(async () => (await import('../features/settings/SettingsPage.tsx')).SettingsPage),
    section: 'settings',
    needs: 'people.listUsers',
  },
};
