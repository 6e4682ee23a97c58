import { activityHandlers } from './activity-handlers.ts';
import { groupHandlers } from './group-handlers.ts';
import { signSheetHandlers } from './sign-sheet-handlers.ts';

export const activitiesHandlers = { ...activityHandlers, ...signSheetHandlers, ...groupHandlers };
