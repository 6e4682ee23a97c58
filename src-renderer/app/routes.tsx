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
  parties: {
    component: page(
      async () => (await import('../features/mediation/directory/PartiesPage.tsx')).PartiesPage,
    ),
    section: 'parties',
    needs: 'people.searchParties',
  },
  party: {
    component: page(async () => (await import('../features/mediation/directory/PartyPage.tsx')).PartyPage),
    section: 'parties',
    needs: 'people.readParty',
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
  timebankReview: {
    component: page(async () => (await import('../features/timebank/rules/ReviewPage.tsx')).ReviewPage),
    section: 'timebankReview',
    needs: 'timebank.listReview',
  },
  importHours: {
    component: page(
      async () => (await import('../features/timebank/rules/ImportHoursPage.tsx')).ImportHoursPage,
    ),
    section: 'sheets',
    needs: 'timebank.openHoursFile',
  },
  spending: {
    component: page(
      async () => (await import('../features/timebank/spending/SpendingPage.tsx')).SpendingPage,
    ),
    section: 'spending',
    needs: 'timebank.readPools',
  },
  requests: {
    component: page(async () => (await import('../features/timebank/work/RequestsPage.tsx')).RequestsPage),
    section: 'requests',
    needs: 'timebank.readRequestBoard',
  },
  activities: {
    component: page(
      async () => (await import('../features/timebank/activities/ActivitiesPage.tsx')).ActivitiesPage,
    ),
    section: 'activities',
    needs: 'timebank.listActivities',
  },
  activity: {
    component: page(
      async () => (await import('../features/timebank/activities/ActivityPage.tsx')).ActivityPage,
    ),
    section: 'activities',
    needs: 'timebank.readActivity',
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
  closing: {
    component: page(async () => (await import('../features/timebank/closing/ClosingPage.tsx')).ClosingPage),
    section: 'closing',
    needs: 'timebank.listClosings',
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
