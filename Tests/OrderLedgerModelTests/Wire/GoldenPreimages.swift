import Testing

@testable import OrderLedgerModel

/// An entry and the bytes that every release gives it.
struct GoldenPreimage: Sendable, CustomTestStringConvertible {
  let entry: Entry
  let bytes: String

  init(_ entry: Entry, _ bytes: String) {
    self.entry = entry
    self.bytes = bytes
  }

  var testDescription: String { bytes }
}

/// Written by another program from the format's description, not by the code under test. When a
/// test fails here, stored chains no longer verify: add a version, don't change the bytes.
enum GoldenPreimages {
  static let header =
    "0000000000000011000660eea828e801ffffffffffffffff0000000b63616e63656c4f72"
    + "646572010000000973746166663a616e6e01000000036b2d310100000020abababababab"
    + "abababababababababababababababababababababababababab01000000026331010000"
    + "0008637573746f6d65720100000004313030310000000000000003010100000000000000"
    + "090100000020cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
    + "cdcd"

  static let entries: [GoldenPreimage] = [
    GoldenPreimage(
      .location(JournalSamples.location),
      "01000000034c4f4e01000000064c6f6e646f6e01"),
    GoldenPreimage(
      .placement(JournalSamples.placement),
      "020000000431303031474250020100000003632d39010000000377656200000002000000"
        + "01410001000000034d554701000000034c4f4e000000000000000200000000000003e800"
        + "000002010000000354454e00000000000000c80000000000000000010000000100000006"
        + "5641542d3230000000000000012c01010000000000000001000000015301000000000000"
        + "0000000100000000000001f3000000000000000000000000000000000000"),
    GoldenPreimage(
      .line(JournalSamples.line),
      "0300000001410000000000000000000000000000000001fffffffffffffffe0000000000"
        + "000003ffffffffffffffff0000000000000004fffffffffffffffb00000000000002bc00"
        + "000000000000640000000000000096010000000566726175640101"),
    GoldenPreimage(
      .stock(JournalSamples.movement),
      "04000000034d5547000000034c4f4e0103000000000000000100000000000000fa014742"
        + "5002010000000000000000"),
    GoldenPreimage(
      .payment(JournalSamples.payment),
      "0500000002703100000000000000000100000000067374726970650000000000000b5400"
        + "00000000000af0000000000000005a010000000463685f31010000000000000000"),
    GoldenPreimage(
      .decision(JournalSamples.decision),
      "060000000263310001000000000000000000000008637573746f6d657203000000000000"
        + "035200000000000001f40000000000000078000000000000001401000000065641542d32"
        + "30000000000000001e00000000000000c800000001000000000000000000000000000001"
        + "f401"),
    GoldenPreimage(
      .decision(JournalSamples.decisionLeftForLater),
      "060000000272310100000000057374616666010000000000000000000000000000000000"
        + "000000000000000000000000000000000000000000000000000000000000000000000000"
        + "00"),
    GoldenPreimage(
      .attempt(JournalSamples.attempt),
      "070000000261310000000000000000000000026331000000000000000000000000000000"
        + "0000000000000001f4010002010000000472655f31010000000b6361726420636c6f7365"
        + "640000000000000003"),
    GoldenPreimage(
      .posting(JournalSamples.posting),
      "080456000000067374726970650100000000000001f44742500201"),
    GoldenPreimage(
      .message(JournalSamples.message),
      "09000100000003632d39"),
    GoldenPreimage(
      .returned(JournalSamples.returned),
      "0a0000000372743100000000000000000000000001410000000000000000000000000000"
        + "000c0000000000000002000100000003504152"),
    GoldenPreimage(
      .returned(JournalSamples.inspected),
      "0a0000000372743100000000000000000200000001410000000000000000000000000000"
        + "000c0000000000000001010100"),
    GoldenPreimage(
      .hold(JournalSamples.hold),
      "0b00000002683100000000034d5547000000034c4f4e000000000000000301000660eea8"
        + "28e800"),
    GoldenPreimage(.period(JournalSamples.period), "1301000660eea828e800"),
    GoldenPreimage(.reversal(JournalSamples.reversal), "14000000000000000c"),
    GoldenPreimage(
      .customer(JournalSamples.customer), "150300000003632d3901000000000000000b"),
  ]
}
