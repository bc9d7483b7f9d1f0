import type { BounceReason } from './bounce-reason.ts';

/** How servers of all makers word a reason, most telling first. Each pattern is tried on lower case text with single spaces. */
export const BOUNCE_WORDS: readonly [reason: BounceReason, words: RegExp][] = [
  [
    'content',
    /not rfc ?\d+ compliant|multiple (subject|from|addresses)|duplicate header|malformed (recipient )?address/,
  ],
  ['spam', /spam classification/],
  [
    'moved',
    /no longer on (this )?server|not our customer|(user|recipient|address|mailbox) has (moved|been (moved|replaced))|address (has )?changed|has moved to|please (try|use) .{0,40}new address/,
  ],
  [
    'sender_rejected',
    /domain of sender|sender('s)?( e-?mail)?( address)?.{0,40}(reject|refus|denied|not (exist|found|valid|allowed)|does not exist|verif)|not (a )?members? of (this|the)|may not have permission to post|google groups|customfromdenied|send mail as|only (members|subscribers)|aup#(?!in-1310)/,
  ],
  [
    'host_unknown',
    /nxdomain|host or domain name not found|no such domain|domain name not found|host unknown|unknown (host|domain)/,
  ],
  ['blocked', /invalid ip|dnsbl|\brbl\b|spamhaus|not accepting connections/],
  [
    'virus',
    /virus (detected|found|infected)|infected|malware|trojan|contains? (a )?virus|virus.{0,20}rejected|security policies - mcspam/,
  ],
  [
    'authentication',
    /dmarc|\bspf\b.{0,80}(fail|record|not|reject|deny|denied|none)|(fail|reject|bad|invalid).{0,40}\bspf\b|dkim.{0,60}(fail|reject|require|not|invalid|missing)|unauthenticated (e-?)?mail|authentication information|not pass(ing)? authentication|fail(s|ed)? (to pass )?authentication checks|not authorized to send (e-?mail )?(from|for|on behalf)|not allowed to send from/,
  ],
  [
    'reverse_dns',
    /reverse[ -]?dns|\bptr\b|\brdns\b|ip name lookup failed|mismatches client ip|valid sender domain|cannot (find|resolve) your (host|domain)|no matching (dns|host)|client host ?name|domain name not found.{0,20}\[|unresolvable (ip|host)|dns (entry|record)s? .{0,30}(sending|client|connecting)|helo .{0,60}(not resolve|does not|invalid|mismatch)|lookup failure.{0,20}client|poor or missing reverse/,
  ],
  ['reputation', /reputation|sender ?score|senderbase|user complaints|too many complaints|poor .{0,20}standing/],
  [
    'mailbox_full',
    /mail ?box.{0,30}(\bfull\b|over|exceed|limit|quota)|\bfull mail ?box|over ?quota|over (the |its |disk )?(maximum )?(allowed )?quota|quota.{0,30}(exceed|reach|full|violat|limit|over)|exceed.{0,50}(quota|storage|mailbox)|out of (storage|disk)|(storage|disk) (space|limit|quota|allocation)|insufficient (disk|storage|mailbox)|not enough (storage|space|disk)|messages in (the )?recipient'?s mailbox|inbox is full|box is full|is full\b|shutoffquota|too many messages (in|on|for)|maildir.{0,20}(over|delivery failed)|account .{0,20}(is )?full|boite.{0,10}pleine|postfach.{0,20}voll|caselle? piena|buz[oó]n lleno/,
  ],
  [
    'too_big',
    /(message|mail|size|body|length|attachment)s? .{0,40}(too (large|big)|exceed(s|ed)?( the)?( fixed)?( max(imum)?)?)\b(?!.{0,30}(quota|storage|mailbox))|exceeds? .{0,20}(max(imum)? )?message size|recipsizelimit|(size|length) limit exceeded|maximum (message|size)|message size limit|message length limit|too large for (this|the) recipient/,
  ],
  [
    'rate',
    /rate[ -]?limit|receiving mail at a rate|too many (messages|e?mails|recipients this)|sent to too many|too (fast|frequent|much mail)|throttl|exceeded .{0,30}(rate|hourly|daily)|unexpected volume|(hourly|daily) (limit|quota)|sending (rate|limit)/,
  ],
  [
    'too_many_connections',
    /too many (concurrent |simultaneous |smtp |open )?(connections|sessions|recipients)|connection (rate )?limit|max(imum)? (number of )?(concurrent |simultaneous )?connections|aup#in-1310/,
  ],
  [
    'relaying',
    /relay(ing)?( mail)?( to| access| is| was| operation)? .{0,30}(not|denied|prohibited|disabled|reject|block)|relay(ing)? (denied|not|attempt|access|prohibited)|(unable|not permitted|refuse|not allowed|cannot|can't|attempt|won't) to relay|\bno relay|rcpthosts|non-accepted domain|not a (gateway|relay)|relaying|we do not relay|not configured to relay|insecure mail relay|not (a )?(local|hosted) (domain|here)|authenticate.{0,20}before sending to/,
  ],
  [
    'suspended',
    /(account|mail ?box|user|address|recipient).{0,70}\b(disabled|suspended|suspend|inactive|deactivated|frozen|locked|discontinued|not active|terminated|closed|dormant|expired|unavailable due to inactivity)\b|\b(disabled|suspended|inactive|frozen|locked|deactivated|invalid\/inactive|expired) (e-?mail )?(account|mail ?box|user|recipient)|temporarily (disabled|suspended)|account (that you tried to reach )?is (disabled|inactive)/,
  ],
  [
    'user_unknown',
    /(user|recipient|mail ?box|account|address|adress|alias|addressee|destinatari[oa]|name|subscriber|customer)('s)? .{0,60}(unknown|not (be )?(found|known|exist|listed|registered|valid|recogni[sz]ed|local)|does ?n[o']t exist|do(es)? not exist|doesnt exist|invalid|is not known|unbekannt|inconnu|desconocid|sconosciut|no longer (exists?|valid|available|in use|employed|active|here)|not available|wasn'?t found|couldn'?t be found|couldnt be found|could not be found|is possibly incorrect|not our|not a valid|isn'?t (known|listed|valid|a valid)|has been (deleted|removed|closed)|rejected: (access denied|undeliverable)|not in (the )?(directory|database|list))|(unknown|invalid|no such|non-?existent|nonexistent|bad|illegal|undeliverable|unrouteable|unroutable|incorrect) (local )?(virtual )?(user|recipient|mail ?box|account|address|adress|alias|addressee|local[ -]?part|person|name|e-?mail)|no (mail ?box|account|user|recipient|person|such person|valid recipients?|such) (here|by that name|with|found|for|at|named|address|user|mailbox|recipient)|no valid recipients|not listed in .{0,30}(directory|name ?and|address book)|recip(ient)?notfound|doesn'?t have an? .{0,40}account|there is no (one|user|such)|\bno such (user|address|recipient|mail|account|person|email)|not a (known|valid|local) (user|recipient|address|mailbox)|unknown or (illegal|invalid)|ユーザ|does not exist here|user not (found|exist|known)|we have no|delivery to this (address|recipient) (is )?(not|restricted)|domino ディレクトリ|existiert nicht|n'existe pas|no existe|non esiste|não existe/,
  ],
  [
    'not_accepting',
    /null ?mx|(host|domain|server|system)[^.]{0,60}(does ?n[o']t|do not|not) (accept|receive|handle|take) (any )?(e-?)?mail|smtp not supported|no longer accepts? (e-?)?mail|does not accept (any )?(e-?)?mail from anyone|accept no (e-?)?mail|no mail accepted|mail exchanger .{0,20}(is )?(null|'\.')/,
  ],
  [
    'host_unknown',
    /(host|domain|server|name)( name)?.{0,60}(unknown|not (be )?(found|exist|reachable|resolved|known)|does ?n[o']t exist|could ?n[o']t be found|has no (mail|mx|a )|is not reachable|non-?existent|invalid)|(unknown|invalid|no such|bad|unrouteable|unroutable|non-?existent|illegal) (mail )?(host|domain|destination|server)|nxdomain|couldn'?t find any host|all relevant mx records point to non-?existent|no (mx|dns) (record|entry|information)|mail domain .{0,30}(not|unknown)|host or domain name not found|no route to domain|unable to (find|resolve|route)/,
  ],
  ['tls', /starttls|\btls\b|certificate|encrypt(ion)? (is )?required/],
  [
    'blocked',
    /\brbl\b|dnsbl|spamhaus|spamcop|barracudacentral|sorbs|black ?list|block ?list|deny ?list|block(ed|ing)\b(?!.{0,20}because)|banned|client host rejected|(your|client|source|sending) (ip|host|network|server|address).{0,50}(reject|refus|den(y|ied)|not (allowed|accept|permitted)|listed|bad)|not accepting connections|\(bl\)|\bip\b.{0,20}(reject|listed|refused)|connections? (not accepted|refused by|rejected|from .{0,40}(reject|refus|den))|access (to .{0,30} )?denied.{0,40}(ip|client|host)|service unavailable; client|no smtp service|esmtp service not available|bad (helo|ehlo)|refused to (accept|talk)|helo command rejected|\bcdrbl\b/,
  ],
  [
    'spam',
    /\bspam\b|spam(my|ming)?|\bube\b|unsolicited|junk|bulk (e-?)?mail|uribl|surbl|blacklisted url|content rejected|suspicious|mail reject(e|ed)\b|phish/,
  ],
  [
    'sender_rejected',
    /sender('s)?( e-?mail)?( address)?.{0,40}(reject|refus|denied|invalid|unknown|not (exist|found|valid|allowed)|does not exist|verif)|domain of sender|(invalid|bad|unknown) sender|from address|envelope (sender|from)|mail from.{0,30}(reject|denied|not|refus)|backscatter|sending domain|not (a )?members? of|may not have permission to post|権限|customfromdenied|send mail as|posting to .{0,40}(restricted|moderat)|only (members|subscribers)/,
  ],
  [
    'policy',
    /polic(y|ies)|header error|potential security|protocol violation|content presents|prohibited|not compliant|administrative(ly)? (prohibit|reject)|network not allowed|greylist|grey-list|gray-?list|not allowed/,
  ],
  [
    'security',
    /security|authenticat|authrequired|permission denied|access denied|not authori[sz]ed|unauthori[sz]ed|authoriz/,
  ],
  [
    'expired',
    /time[ -]?(d[ -]?)?out|did not accept our requests to connect|could not deliver for the last|message expired|(delivery|retry) (time|timeout|attempts?|period).{0,30}(expired|exceeded|exhausted)|retry time not reached|retry timeout|could not be delivered for|not been (able to be )?delivered (for|after|within)|cannot send message (for|within)|(too )?(long|old) in (the )?queue|message is too old|was aborted after|unable to deliver (it )?(in|within|for)|deferred|delayed|has been in the queue|will not be retried|failed to deliver.{0,60}(hours|days)|max(imum)? (queue|retry|time)|still being retried|gave up|i'm not going to try again|this message has been in the queue too long/,
  ],
  [
    'network',
    /no route|connection (was )?(refused|reset|lost|dropped|closed|failed|broken)|lost connection|unreachable|not reachable|too many hops|hop count|loop|name ?serv(er|ice)|dns (error|query|lookup|fail|server)|cannot (connect|reach)|could ?n[o']t (connect|reach|establish|contact)|unable to (connect|contact|reach)|broken pipe|bad connection|network error|no smtp connection|refused to accept|host .{0,60}(down|not respond)|cname lookup failed|unable to open connection/,
  ],
  [
    'content',
    /content|mime|headers? too|message (refused|body)|8-?bit|line (is )?too long|charset|malformed|rfc ?(2822|5322|822|2047|6532)|duplicate header|multiple (addresses|subject|from)|bare (lf|cr)|illegal (char|8bit)/,
  ],
  [
    'syntax',
    /syntax error|command (parameter )?(not|un)|unrecogni[sz]ed command|improper sequence|bad sequence|sequence of commands|command rejected|improper use|not implemented/,
  ],
  ['filtered', /\bfiltered\b|rejected by (the )?(recipient|user)/],
  [
    'mailer',
    /procmail|pipe (to|transport)|local delivery|mailer (error|died)|maildrop|\bexit (status|code)|sieve|command died|child process|x-unix; ?\d|loops? back to myself/,
  ],
  [
    'system',
    /system (error|failure|problem|resources|config)|local (error|configuration)|internal (server )?error|insufficient (system )?(resources|memory)|i\/o error|server (error|misconfig|configuration)|temporary (failure|problem|error|local)|could not load|service (un|not )available|try again later|configuration error|mail system|queue file|out of memory|resources temporarily|temporarily unavailable|disk full|duplicated message-id|recipient error|upstream error/,
  ],
  [
    'user_unknown',
    /mail ?box (is )?(currently )?(unavailable|not available|inaccessible)|address rejected|recipient (address )?(was )?(rejected|refused|denied)|does not like recipient|unknown|no mailbox|not found|doesn'?t exist|does not exist|undeliverable address/,
  ],
];
