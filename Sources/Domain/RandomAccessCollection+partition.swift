extension RandomAccessCollection {
  /// The first index whose element `belongs`, in a collection where all that belong come last; the end where none does.
  ///
  /// Asks about as many elements as the logarithm of their count.
  @inlinable
  public func partitioningIndex(where belongs: (Element) throws -> Bool) rethrows -> Index {
    var (low, count) = (startIndex, self.count)
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if try belongs(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
