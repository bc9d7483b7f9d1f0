import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { type Permission, useMay } from '#renderer/data/session.ts';
import { LoadingPage } from '#renderer/ui/loading.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { NotFound } from './not-found.tsx';
import { audienceRoutes } from './routes/audience.routes.ts';
import { campaignRoutes } from './routes/campaign.routes.ts';
import { homeRoutes } from './routes/home.routes.ts';
import { mailboxRoutes } from './routes/mailbox.routes.ts';
import { pictureRoutes } from './routes/picture.routes.ts';
import { segmentRoutes } from './routes/segment.routes.ts';
import { settingsRoutes } from './routes/settings.routes.ts';
import { templateRoutes } from './routes/template.routes.ts';
import { transactionalRoutes } from './routes/transactional.routes.ts';
import { workflowRoutes } from './routes/workflow.routes.ts';

const routes = [
  ...homeRoutes,
  ...campaignRoutes,
  ...workflowRoutes,
  ...templateRoutes,
  ...pictureRoutes,
  ...transactionalRoutes,
  ...audienceRoutes,
  ...segmentRoutes,
  ...mailboxRoutes,
  ...settingsRoutes,
];

/** Whether there is a screen at this address that this person may see. */
export function leadsSomewhere(path: string, may: (permission: Permission) => boolean): boolean {
  return routes.some((route) => route.path === path && may(route.permission));
}

export function Screens() {
  const may = useMay();
  return (
    <Switch>
      {routes
        .filter(({ permission }) => may(permission))
        .map(({ path, screen: Screen }) => (
          <Route key={path} path={path}>
            <ErrorBoundary key={path}>
              <Suspense fallback={<LoadingPage />}>
                <Screen />
              </Suspense>
            </ErrorBoundary>
          </Route>
        ))}
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
