/// One row of a CSV file: the bytes of its fields, without quotes, in one buffer.
///
/// The reader fills the same row again and again, so that a file costs no allocation a field.
package struct CSVRow {
  /// The data row, from 1; 0 is the header.
  package internal(set) var number = 0
  /// The physical line on which it begins, from 1.
  package internal(set) var line = 0
  var bytes: [UInt8] = []
  var ends: [Int] = []

  /// How many fields it has.
  package var count: Int { ends.count }

  /// The bytes of a field, from 0. Valid on; a reader that goes on copies what is still held.
  package subscript(field: Int) -> ArraySlice<UInt8> {
    bytes[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
  }

  /// The text of a field. The reader has checked that it is UTF-8.
  package func text(_ field: Int) -> String {
    String(decoding: self[field], as: UTF8.self)
  }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
