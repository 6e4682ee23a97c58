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
  batches: {
    component: page(async () => (await import('../features/mediation/lines/BatchesPage.tsx')).BatchesPage),
    section: 'batches',
    needs: 'mediation.listBatches',
  },
  batch: {
    component: page(async () => (await import('../features/mediation/lines/BatchPage.tsx')).BatchPage),
    section: 'batches',
    needs: 'mediation.readBatch',
  },
  covenants: {
    component: page(
      async () => (await import('../features/mediation/lines/CovenantsPage.tsx')).CovenantsPage,
    ),
    section: 'covenants',
    needs: 'mediation.listCovenants',
  },
  covenant: {
    component: page(async () => (await import('../features/mediation/lines/CovenantPage.tsx')).CovenantPage),
    section: 'covenants',
    needs: 'mediation.readCovenant',
  },
  subsidy: {
    component: page(async () => (await import('../features/mediation/subsidy/SubsidyPage.tsx')).SubsidyPage),
    section: 'subsidy',
    needs: 'mediation.readSubsidyRules',
  },
  subsidySheet: {
    component: page(
      async () => (await import('../features/mediation/subsidy/SubsidySheetPage.tsx')).SubsidySheetPage,
    ),
    section: 'subsidy',
    needs: 'mediation.readSubsidySheet',
  },
  enquiries: {
    component: page(
      async () => (await import('../features/mediation/enquiries/EnquiriesPage.tsx')).EnquiriesPage,
    ),
    section: 'enquiries',
    needs: 'mediation.listEnquiries',
  },
  importRegister: {
    component: page(async () => (await import('../features/mediation/register/ImportPage.tsx')).ImportPage),
    section: 'cases',
    needs: 'mediation.acceptImport',
  },
  archive: {
    component: page(async () => (await import('../features/mediation/archive/ArchivePage.tsx')).ArchivePage),
    section: 'archive',
    needs: 'mediation.listArchive',
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
  forms: {
    component: page(
      async () => (await import('../features/mediation/papers/BlankFormsPage.tsx')).BlankFormsPage,
    ),
    section: 'forms',
    needs: 'mediation.listForms',
  },
  settings: {
    component: page(async () => (await import('../features/settings/SettingsPage.tsx')).SettingsPage),
    section: 'settings',
    needs: 'people.listUsers',
  },
};
