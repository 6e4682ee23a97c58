import { closingHandlers as monthHandlers } from './closing-handlers.ts';
import { exportHandlers } from './export-handlers.ts';
import { leafletHandlers } from './leaflet-handlers.ts';
import { paperHandlers } from './paper-handlers.ts';

export const closingHandlers = { ...monthHandlers, ...exportHandlers, ...paperHandlers, ...leafletHandlers };
