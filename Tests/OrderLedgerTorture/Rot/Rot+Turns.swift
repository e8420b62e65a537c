extension Rot {
  /// A single bit or byte that is not what it was.
  static let flips: [Rot] = [.bitFlip, .logBitFlip, .byteChange]

  private static let others = allCases.filter { !flips.contains($0) }

  /// What becomes of the file of this number: of any two one has a flip, most of which hit room that
  /// nothing stands in; the others take turns.
  static func turn(_ number: Int) -> Rot {
    number % 2 == 0 ? flips[number / 2 % flips.count] : others[number / 2 % others.count]
  }
}
