export const setup = {
  title: 'Welcome to Herald',
};
