/** Lets `deed` happen at once and then at most every `millis`; a call in between makes it happen at the end of the span. */
export function throttle(millis: number, deed: () => void): { call(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let again = false;

  function open(): void {
    timer = undefined;
    if (again) run();
  }

  function run(): void {
    again = false;
    timer = setTimeout(open, millis);
    deed();
  }

  return {
    call() {
      if (timer) again = true;
      else run();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
