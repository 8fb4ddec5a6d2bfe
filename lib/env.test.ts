import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ENV_NAMES, OTHER_NAMES, parseEnv, warningsOf } from "@/lib/env";
import { sourceFiles } from "../tests/support/source-files";

const PEPPERS = ["Kx7Qm2Zt9Vw4Rb8Ns3Hd6Jf1Lp5Gc0Ya", "Bt4Wz8Xn1Qk6Mv3Rj9Fs2Hd7Lp5Gc0Ye"] as const;

const GOOD = {
  DATABASE_URL: "postgresql://runtype@localhost/runtype",
  NEXTAUTH_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "zHq8Wd2mXv5Tj7Rk9Lb3Nc6Pf4Gs1Ya0",
  RUNTYPE_KEY_PEPPERS: `1:${PEPPERS[0]}`,
};

const OPEN = { HOST: "0.0.0.0" };

function refusal(settings: Record<string, string>): string {
  try {
    parseEnv({ ...GOOD, ...settings });
  } catch (error) {
    return String(error);
  }
  return "accepted";
}

describe("settings", () => {
  it("have the documented defaults", () => {
    expect(parseEnv(GOOD)).toMatchObject({
      PORT: 3000,
      HOST: "127.0.0.1",
      RUNTYPE_LIMIT_PER_HOUR: 1_000,
      RUNTYPE_LIMIT_PER_DAY: 10_000,
      RUNTYPE_USAGE_EVENT_DAYS: 90,
      RUNTYPE_USAGE_ROLLUP_DAYS: 730,
      RUNTYPE_CALLER_ADDRESS: "truncated",
    });
  });

  it("are refused by name when one is missing, short or a default", () => {
    for (const name of ["DATABASE_URL", "NEXTAUTH_SECRET", "RUNTYPE_KEY_PEPPERS"]) {
      expect(refusal({ [name]: "" })).toContain(`${name} is missing`);
    }
    expect(refusal({ NEXTAUTH_SECRET: "short" })).toContain("NEXTAUTH_SECRET is too short");
    expect(refusal({ NEXTAUTH_SECRET: "change-me-please-change-me-please" })).toContain(
      "NEXTAUTH_SECRET is a default value",
    );
    expect(refusal({ RUNTYPE_KEY_PEPPERS: "1:short" })).toContain(
      "RUNTYPE_KEY_PEPPERS is too short",
    );
    expect(refusal({ RUNTYPE_KEY_PEPPERS: "p".repeat(40) })).toContain("RUNTYPE_KEY_PEPPERS");
  });

  it.each([
    ["loopback", { HOST: "::1", PORT: "3100" }, "http://localhost:3100"],
    ["loopback by name", { HOST: "localhost", PORT: "80" }, "http://localhost:80"],
    [
      "an open one with listed hosts",
      { ...OPEN, RUNTYPE_ALLOWED_HOSTS: "a.lan:81,b" },
      "http://a.lan:81",
    ],
    ["an open one with its address", { ...OPEN, NEXTAUTH_URL: "https://a.lan" }, "https://a.lan"],
  ])("name the public address of %s host", (_what, settings, address) => {
    expect(parseEnv({ ...GOOD, NEXTAUTH_URL: "", ...settings }).NEXTAUTH_URL).toBe(address);
  });

  it.each(["0.0.0.0", "::", "192.168.1.5", "keys.lan"])(
    "are refused for HOST=%s when nobody says by which host people come",
    (host) => {
      expect(refusal({ HOST: host, NEXTAUTH_URL: "" })).toContain(
        `HOST is ${host}, which other machines can reach: set NEXTAUTH_URL to the address that people open, or RUNTYPE_ALLOWED_HOSTS to the hosts to serve.`,
      );
    },
  );

  it.each(["*.example.com", "*", "http://a.example", "a.example/x", "a.example:0", "a b"])(
    "are refused for %s, which names no host",
    (host) => {
      expect(refusal({ RUNTYPE_ALLOWED_HOSTS: `b.example, ${host}` })).toContain(
        `RUNTYPE_ALLOWED_HOSTS holds ${host}, which is no host or host:port.`,
      );
    },
  );

  it("are all named at once when several are wrong", () => {
    const message = refusal({ PORT: "70000", DATABASE_URL: "mysql://x", NEXTAUTH_URL: "ftp://x" });
    for (const name of ["PORT", "DATABASE_URL", "NEXTAUTH_URL"]) expect(message).toContain(name);
  });

  it("read every pepper with its version", () => {
    const { RUNTYPE_KEY_PEPPERS: peppers } = parseEnv({
      ...GOOD,
      RUNTYPE_KEY_PEPPERS: `1:${PEPPERS[0]}, 2:${PEPPERS[1]}`,
    });
    expect([...peppers.keys()]).toEqual([1, 2]);
  });

  it("are refused when a pepper version stands for two peppers", () => {
    const twice = `1:${"p".repeat(32)},1:${"q".repeat(32)}`;
    expect(refusal({ RUNTYPE_KEY_PEPPERS: twice })).toContain(
      "RUNTYPE_KEY_PEPPERS gives version 1 twice",
    );
  });

  it("are refused when a new key would get a higher limit than a key may have", () => {
    expect(refusal({ RUNTYPE_LIMIT_PER_HOUR: "200000" })).toContain(
      "RUNTYPE_LIMIT_PER_HOUR is above RUNTYPE_MAX_LIMIT_PER_HOUR, which is 100000",
    );
    expect(refusal({ RUNTYPE_MAX_LIMIT_PER_DAY: "999" })).toContain(
      "RUNTYPE_LIMIT_PER_DAY is above RUNTYPE_MAX_LIMIT_PER_DAY, which is 999",
    );
    expect(refusal({ RUNTYPE_MAX_LIMIT_PER_DAY: "2147483648" })).toContain(
      "RUNTYPE_MAX_LIMIT_PER_DAY",
    );
  });

  it.each([
    " 12 ",
    "12 ",
    "0x10",
    "1e3",
    "12.0",
    "+12",
    "-1",
    "1_000",
    "1,000",
    "１２",
    "ten",
    " ",
  ])("are refused when a number is written as '%s'", (text) => {
    for (const name of ["PORT", "RUNTYPE_LIMIT_PER_HOUR", "RUNTYPE_USAGE_EVENT_DAYS"]) {
      expect(refusal({ [name]: text })).toContain(
        `${name} is not a whole number in decimal digits.`,
      );
    }
  });

  it("are refused when a name is misspelt", () => {
    expect(refusal({ RUNTYPE_MAX_LIMIT_PER_HOURS: "5" })).toContain(
      "RUNTYPE_MAX_LIMIT_PER_HOURS is not the name of a setting.",
    );
  });

  it("are all the names of ours in the sources, but for those of other programs", () => {
    const used = sourceFiles
      .filter(({ path }) => path !== "lib/env.test.ts")
      .flatMap(({ text }) => text.match(/\bRUNTYPE_[A-Z_]*[A-Z]\b/g) ?? []);
    const known = [...ENV_NAMES, ...OTHER_NAMES];
    expect([...new Set(used)].filter((name) => !known.includes(name))).toEqual([]);
  });

  it("are the ones that .env.example shows", () => {
    const shown = readFileSync(".env.example", "utf8").matchAll(/^(?:# )?([A-Z_]+)=/gm);
    expect([...shown].map(([, name]) => name).sort()).toEqual([...ENV_NAMES].sort());
  });

  it("are the ones that the guide explains", () => {
    const guide = readFileSync("docs/guides/self-hosting.md", "utf8");
    const missing = ENV_NAMES.filter(
      (name) => name !== "NODE_ENV" && !guide.includes(`\`${name}\``),
    );
    expect(missing).toEqual([]);
  });
});

describe("secrets that could be guessed", () => {
  it("are refused with the bits that they have and those that are needed", () => {
    expect(refusal({ NEXTAUTH_SECRET: "x".repeat(40) })).toMatch(
      /NEXTAUTH_SECRET is too easy to guess: about \d+ bits, and 80 are needed\. Set it to 32 or more random characters\.$/,
    );
    expect(refusal({ RUNTYPE_KEY_PEPPERS: `3:${"p".repeat(40)}` })).toMatch(
      /RUNTYPE_KEY_PEPPERS is too easy to guess: about \d+ bits, and 80 are needed as version 3\. Add a version beside it: 4:<32 or more random characters>\.$/,
    );
  });

  it("are let be as older peppers, which keys may need, with a warning", () => {
    const settings = parseEnv({
      ...GOOD,
      RUNTYPE_KEY_PEPPERS: `1:${"p".repeat(40)},2:${PEPPERS[1]}`,
    });
    expect(warningsOf(settings)).toEqual([
      expect.stringMatching(/^Warning: version 1 of RUNTYPE_KEY_PEPPERS is too easy to guess/),
    ]);
  });
});

describe("proxies that are trusted", () => {
  it.each([
    "0.0.0.0/0",
    "::/0",
    "10.0.0.0/8,0.0.0.0/1,128.0.0.0/1",
    "128.0.0.0/1",
    "0.0.0.0/2,64.0.0.0/3,192.0.0.0/3",
    "2000::/4,3000::/4",
  ])("are refused where they are most of the internet: %s", (proxies) => {
    expect(refusal({ RUNTYPE_TRUSTED_PROXIES: proxies })).toContain(
      "RUNTYPE_TRUSTED_PROXIES trusts most of the internet, so that callers could choose the address they are known by. Name the addresses of your proxies alone.",
    );
  });

  it.each(["10.0.0.0/8,172.16.0.0/12,192.168.0.0/16", "fc00::/7,fe80::/10", "2001:db8::/32"])(
    "are accepted as networks of one's own: %s",
    (proxies) => {
      expect(refusal({ RUNTYPE_TRUSTED_PROXIES: proxies })).toBe("accepted");
    },
  );
});

describe("an address that is open to the network", () => {
  it.each([
    ["0.0.0.0", "http://localhost:3000", true],
    ["::", "http://keys.example.com", true],
    ["0.0.0.0", "https://keys.example.com", false],
    ["127.0.0.1", "http://localhost:3000", false],
  ])("HOST %s at %s is warned of without https: %s", (HOST, NEXTAUTH_URL, warned) => {
    const warnings = warningsOf(parseEnv({ ...GOOD, HOST, NEXTAUTH_URL }));
    expect(warnings.length).toBe(warned ? 1 : 0);
    if (warned) expect(warnings[0]).toContain(`HOST is ${HOST} and NEXTAUTH_URL is not https`);
  });
});
