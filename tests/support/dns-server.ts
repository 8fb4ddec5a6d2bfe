import { createSocket } from "node:dgram";

const HEADER = 12;
const TYPE_A = 1;

export type DnsServer = {
  /** As `address:port`, for the setting. */
  address: string;
  /** The questions that came for addresses of IPv4, by name. */
  asked: string[];
  close: () => void;
};

/** A DNS server that answers each question for IPv4 with the next addresses, the last ones for ever. */
export async function startDns(answers: readonly string[][]): Promise<DnsServer> {
  const asked: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (query, from) => {
    const { name, type, end } = readQuestion(query);
    let addresses: string[] = [];
    if (type === TYPE_A) {
      addresses = answers[Math.min(asked.length, answers.length - 1)] ?? [];
      asked.push(name);
    }
    socket.send(answer(query, end, addresses), from.port, from.address);
  });
  await new Promise<void>((done) => socket.bind(0, "127.0.0.1", done));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => socket.close(),
  };
}

function readQuestion(query: Buffer) {
  const labels: string[] = [];
  let at = HEADER;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join("."), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** The question again and a record for each address, to be kept for no time at all. */
function answer(query: Buffer, end: number, addresses: readonly string[]): Buffer {
  const header = Buffer.from(query.subarray(0, HEADER));
  header.writeUInt16BE(0x8180, 2);
  header.writeUInt16BE(addresses.length, 6);
  header.writeUInt32BE(0, 8);
  const records = addresses.map((address) =>
    Buffer.from([
      0xc0,
      HEADER,
      0,
      TYPE_A,
      0,
      1,
      0,
      0,
      0,
      0,
      0,
      4,
      ...address.split(".").map(Number),
    ]),
  );
  return Buffer.concat([header, query.subarray(HEADER, end), ...records]);
}
