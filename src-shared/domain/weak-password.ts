/** Passwords of twelve characters and more that stand on every list of the first ones to be tried. */
const COMMON = new Set(
  `password1234 password12345 password123456 passwordpassword passw0rd1234 p@ssw0rd1234 p@ssword1234 mypassword123
   changeme1234 changemenow1 letmein12345 letmeinplease welcome12345 welcome123456 iloveyou1234 iloveyouforever
   qwertyuiop12 qwertyuiop123 qwertyuiopasdf qwerty123456 qwerty1234567 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc
   1qaz2wsx3edc4rfv zaq12wsxcde3 qazwsxedcrfv zxcvbnm12345 asdfghjkl123 asdfghjkl1234 adminadmin12 administrator
   administrator1 admin1234567 admin12345678 administrator123 superadmin123 root12345678 trustno1trustno1
   football1234 baseball1234 basketball12 sunshine1234 princess1234 superman1234 batman123456 dragon123456
   monkey123456 master123456 shadow123456 michael12345 jennifer1234 charlie12345 liverpool1234 chelsea12345
   arsenal12345 manchester12 whatever1234 computer1234 internet1234 internet12345 starwars1234 pokemon12345
   google123456 facebook1234 linkedin1234 samsung12345 iphone123456 secret123456 topsecret123 mysecret1234
   letmein123456 opensesame12 abc123abc123 abcd12345678 abcdefghijkl abcdefghijklm a1b2c3d4e5f6 a1b2c3d4e5f6g7
   123456789abc 123456789qwe 123456qwerty 123123123123 121212121212 112233445566 102030405060 987654321098
   0987654321qw correcthorsebatterystaple thisismypassword newpassword1 newpassword12 newpassword123
   temppassword1 temporary1234 testtesttest test12345678 testpassword demo12345678 company12345 marketing123
   marketing1234 newsletter12 newsletter123 business1234 summer202412 winter202412 spring202412 autumn202412`
    .split(/\s+/)
    .filter(Boolean),
);

const MIN_DIFFERENT = 5;
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
];
const SHORTEST_RUN = 4;

/**
 * Why a password that is long enough would still be guessed soon, as one sentence; null when nothing speaks against it.
 * @param known words that a stranger can know: the name, the address, the organization
 */
export function weaknessOf(password: string, known: readonly string[]): string | null {
  const plain = password.toLowerCase();
  if (COMMON.has(plain)) return 'This password is on the lists that attackers try first.';
  if (new Set(plain).size < MIN_DIFFERENT) return 'This password repeats the same few characters.';
  if (isMostlyRuns(plain)) return 'This password follows the keyboard or the alphabet.';
  for (const word of known.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))) {
    if (word.length < 4 || !plain.includes(word)) continue;
    if (plain.replaceAll(word, '').replace(/[\d\W_]/g, '').length < 4) {
      return 'This password is little more than a name that others know.';
    }
  }
  return null;
}

/** Whether little is left once rising and falling runs of the keyboard are taken away. */
function isMostlyRuns(plain: string): boolean {
  let rest = plain.length;
  for (let start = 0; start < plain.length; ) {
    const run = longestRunAt(plain, start);
    if (run >= SHORTEST_RUN) rest -= run;
    start += Math.max(1, run);
  }
  return rest < SHORTEST_RUN;
}

function longestRunAt(plain: string, start: number): number {
  let longest = 1;
  for (const run of RUNS) {
    for (const keys of [run, [...run].reverse().join('')]) {
      let length = SHORTEST_RUN;
      while (start + length <= plain.length && keys.includes(plain.slice(start, start + length))) length += 1;
      longest = Math.max(longest, length - 1);
    }
  }
  return longest >= SHORTEST_RUN ? longest : 1;
}
