/** Words that common passwords are made of, alone or followed by digits and signs. */
const WORDS = `
abc abcd abcdef access account admin administrator amanda andrea andrew angel angels anthony apple
arsenal asdf asdfg asdfgh asdfghjk asdfghjkl ashley august autumn babygirl bailey banana baseball
basketball batman beautiful biteme blink bulldog buster butterfly changeit changeme charlie cheese
chelsea chicken chocolate chocolate christmas christopher computer cookie corvette cowboys dallas
daniel december default demo diamond dolphin dragon drowssap eagles einstein eminem fall family
february ferrari fender flower football formula forever freedom friday friend friends fuckoff
fuckyou gateway george ginger google guest guitar hannah happy harley hello heather hockey hunter
iceman iloveu iloveyou internet jackson jasmine jasper jennifer jessica jesus jordan joseph joshua
justin killer king kitten kitty knight lakers letmein liverpool london login lovely loveme lover
maggie manager march marina martin master matrix matthew maverick melissa mercedes merlin michael
michelle midnight minecraft monday money monkey monster morgan mother mustang myspace naruto
nascar natasha nicole nirvana november october oliver orange packers panther pass passport
password passw passwd passwort patrick peaches peanut pepper phoenix player please pokemon
porsche prince princess purple qazwsx qazwsxedc qwer qwert qwerty qwertyu qwertyui qwertyuiop
rachel raiders rainbow ranger rangers redsox richard robert root runtype samantha samsung
scooter secret security senha september server service shadow silver simple slipknot snoopy
soccer something sophie spiderman spring standard starwars steelers strawberry success summer
sunday sunflower sunshine superman superstar support swordfish sysadmin system taylor temp
temporary tennis test tester testing thomas thunder tigger trustno turtle user vanessa victoria
warrior welcome whatever william windows winner winter wizard xbox yankees yellow zaq zxcv zxcvb
zxcvbn zxcvbnm
`;

/** Common passwords that are not a word with something behind it. */
const WHOLE = `
00000000 0123456789 0987654321 100200300 101010101 102030405060 1029384756 11111111 111222333
11112222 11223344 1122334455 112233445566 12121212 121212121 12341234 123123123 1231231234
123321123 123321123321 1234512345 12344321 123454321 12345678 123456789 1234567890 12345678910
123456789a 123456789q 1234567891 1234567899 123456abc 123456qwerty 1234abcd 1234asdf 1234qwer
123654789 123698745 123abc123 123admin 123qwe123 123qweasd 123qweasdzxc 135792468 13579246810
147258369 147852369 159357456 159753456 1a2b3c4d 1a2b3c4d5e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y
1q2w3e4r5t6y7u 1qaz1qaz 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 20202020 22222222 23232323 25802580
31415926 3141592654 33333333 44444444 4815162342 55555555 55667788 66666666 741852963 77777777
78945612 789456123 87654321 88888888 963852741 9876543210 987654321 98765432 99999999
a1b2c3d4 a1b2c3d4e5 a123456789 aa123456 aa12345678 ab123456 abc12345 abc123456 abcd1234
abcd12345 abcdefgh abcdefghi abcdefghij adminadmin asdasdasd asdf1234 asdfasdf asdqwe123
billgates correcthorsebatterystaple dragonball fuckyou123 gfhjkmgfhjkm hellohello helloworld
homer123 iloveyou2 letmein1 letmeinnow logmein1 loveyou1 mypassword newpassword nopassword
p@ssw0rd p@ssword pa$$word pa55word pass1234 passpass passphrase passw0rd password1 passwordpassword
q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 qazxswedc qweasdzxc qweqweqwe qwer1234 qwert12345 qwerty12
qwerty123 qwertyqwerty rootroot runtype1 secret123 test1234 testtest thisisapassword trustno1
trustno1 welcome1 welcome123 w3lc0me! zaq12wsx zaq1zaq1 zxcvbnm1 zxcvzxcv
`;

const words = new Set(WORDS.trim().split(/\s+/));
const whole = new Set(WHOLE.trim().split(/\s+/));

const LOOKALIKES: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s" };
const SIGNS: Record<string, string> = { "@": "a", $: "s", "!": "i" };

/** Whether a password is one of those that are tried first. */
export function isCommonPassword(password: string): boolean {
  const text = password.toLowerCase();
  return (
    whole.has(text) ||
    new Set(text).size < 3 ||
    [text, plainSpelling(text)].some((spelling) => words.has(withoutTail(spelling)))
  );
}

/** Digits and signs that stand for letters, read as the letters. */
function plainSpelling(text: string): string {
  const head = [...withoutTail(text)];
  return head.map((sign) => LOOKALIKES[sign] ?? SIGNS[sign] ?? sign).join("");
}

function withoutTail(text: string): string {
  return /^.*[A-Za-z]/s.exec(text)?.[0] ?? "";
}
