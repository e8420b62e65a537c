extension Limits {
  /// The largest command or result in the wire form, in bytes.
  ///
  /// An order of `maxLinesPerOrder` lines with a discount and two taxes each has about 2 MB.
  public static let maxJSONBytes = 8 << 20

  /// The deepest nesting of objects and arrays in the wire form. The ledger's own has 6.
  public static let maxJSONDepth = 32
}
