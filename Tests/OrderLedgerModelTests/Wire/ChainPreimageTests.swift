import Testing

@testable import OrderLedgerModel

@Suite struct `Chain preimages` {
  private static func bytes(_ header: JournalHeader, _ entries: [Entry]) -> [UInt8] {
    JournalTransaction(header: header, entries: entries)
      .preimage(store: JournalSamples.store, previous: JournalSamples.previous)
  }

  /// The bytes of an entry after the fixed part: version, store, hash, bare header, count.
  private static func entry(_ entry: Entry) -> String {
    let bare = bytes(JournalSamples.bareHeader, [])
    return hex(Array(bytes(JournalSamples.bareHeader, [entry]).dropFirst(bare.count)))
  }

  @Test func `version, store, hash before, header and count come first`() {
    #expect(
      hex(Self.bytes(JournalSamples.bareHeader, []))
        == "01" + "000102030405060708090a0b0c0d0e0f"
        + "6465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f80818283"
        + "0000000000000001" + "0000000000000000" + "0000000000000000"
        + "0000000c" + "6f70656e4c6f636174696f6e" + "00" + "00" + "00" + "00" + "00" + "00" + "00"
        + "00000000")
    #expect(
      hex(Array(Self.bytes(JournalSamples.header, []).dropFirst(49)))
        == GoldenPreimages.header + "00000000")
  }

  @Test func `under a policy the version is 2, and the policy's version ends the header`() {
    let plain = Self.bytes(JournalSamples.header, [])
    let ruled = Self.bytes(JournalSamples.ruledHeader, [])
    #expect(ruled.first == 2)
    #expect(
      hex(Array(ruled.dropFirst()))
        == hex(Array(plain.dropFirst().dropLast(4))) + "0000000000000003" + "00000000")
  }

  @Test(arguments: GoldenPreimages.entries)
  func `the bytes of every kind of entry are those of every release`(golden: GoldenPreimage) {
    #expect(Self.entry(golden.entry) == golden.bytes)
  }

  @Test func `the golden entries are of every kind`() {
    #expect(Set(GoldenPreimages.entries.map { $0.bytes.prefix(2) }).count == 20)
  }

  @Test func `a change of any field changes the bytes`() throws {
    let receipt = Receipt(
      transaction: JournalTransaction(
        header: JournalSamples.header, entries: JournalSamples.entries))
    let json = try JSONValue(parsing: receipt.json())
    var seen: [[UInt8]: String] = [Self.bytes(receipt.transaction): "the sample"]
    var changed: Set<String> = []
    for leaf in json.leaves {
      for value in leaf.value.alternatives {
        let text = json.replacing(leaf.path, with: value).text
        guard let other = try? Receipt(json: text).transaction, other != receipt.transaction else {
          continue
        }
        let bytes = Self.bytes(other)
        #expect(seen[bytes] == nil, "\(leaf.name) has the bytes of \(seen[bytes] ?? "")")
        seen[bytes] = leaf.name
        changed.insert(leaf.name)
        break
      }
    }
    // What is written for people and never read, and the last entry's place, which it keeps.
    let unread = json.leaves.map(\.name).filter { !changed.contains($0) }
    #expect(
      unread.sorted() == [
        "ok", "receipt.disputes[0].n", "receipt.placement.total", "receipt.postings[0].name",
        "receipt.postings[1].name", "replayed",
      ])
  }

  private static func bytes(_ transaction: JournalTransaction) -> [UInt8] {
    transaction.preimage(store: JournalSamples.store, previous: JournalSamples.previous)
  }

  @Test func `store, hash before, number and order of entries change the bytes`() {
    let transaction = JournalTransaction(
      header: JournalSamples.header, entries: JournalSamples.entries)
    let base = Self.bytes(JournalSamples.header, JournalSamples.entries)
    let other = [UInt8](repeating: 7, count: 32)
    let variants = [
      transaction.preimage(store: Array(other.prefix(16)), previous: JournalSamples.previous),
      transaction.preimage(store: JournalSamples.store, previous: other),
      Self.bytes(JournalSamples.header, JournalSamples.entries.reversed()),
      Self.bytes(JournalSamples.header, Array(JournalSamples.entries.dropLast())),
      Self.bytes(JournalSamples.header, JournalSamples.entries + JournalSamples.entries),
    ]
    #expect(Set(variants + [base]).count == variants.count + 1)
  }

  @Test func `a writer that is used again gives the same bytes`() {
    var writer = ByteWriter()
    for transaction in JournalSamples.all {
      writer.removeAll()
      transaction.writePreimage(
        into: &writer, store: JournalSamples.store, previous: JournalSamples.previous)
      #expect(
        writer.bytes
          == transaction.preimage(store: JournalSamples.store, previous: JournalSamples.previous))
    }
  }

  @Test func `text never runs into what follows`() {
    let one = LocationChange(location: "AB", name: "C", isOpen: true)
    let other = LocationChange(location: "A", name: "BC", isOpen: true)
    #expect(Self.entry(.location(one)) != Self.entry(.location(other)))
    let empty = LocationChange(location: "AB", name: "", isOpen: true)
    let none = LocationChange(location: "AB", name: nil, isOpen: true)
    #expect(Self.entry(.location(empty)) != Self.entry(.location(none)))
  }

  @Test func `a store id or hash of another length stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = JournalTransaction(header: JournalSamples.bareHeader, entries: [])
        .preimage(store: [], previous: JournalSamples.previous)
    }
    await #expect(processExitsWith: .failure) {
      _ = JournalTransaction(header: JournalSamples.bareHeader, entries: [])
        .preimage(store: JournalSamples.store, previous: [])
    }
  }
}
