# Refuses a file of more than 300 lines and a function of more than 70; prints the median length of a file.
# It leans on the formatter: a declaration and the brace that ends it stand in the same column.

function finish_file() {
  if (file == "") return
  lengths[++files] = lines
  if (lines > 300) refuse(file ": " lines " lines; split it, 300 is the limit")
}

function refuse(sentence) { print sentence; faults++ }

FNR == 1 { finish_file(); file = FILENAME; lines = 0; open = 0; in_text = 0 }
{ lines++ }

# Lines of a multi-line text are no code. The delimiter that opens one ends its line.
in_text { if ($0 ~ /^ *"""/) in_text = 0; next }
/"""$/ && !/""".*"""$/ { in_text = 1 }
/^ *$/ || /^ *\/\// || /^#/ { next }

{ match($0, /^ */); indent = RLENGTH; text = substr($0, indent + 1) }

open && indent == column && text ~ /^}/ {
  count = FNR - start + 1
  if (count > longest) { longest = count; where = FILENAME ":" start }
  if (count > 70) refuse(FILENAME ":" start ": a function of " count " lines; 70 is the limit")
  open = 0
  next
}

# A declaration without a body, such as a protocol's, ends where the next one at its column begins.
open && indent <= column && text !~ /^[{)]/ { open = 0 }

!open && text ~ /^((@[A-Za-z]+(\([^)]*\))? |[a-z]+(\([a-z]+\))? )*)(func |init[?(<]|deinit|subscript[(<]|var .*\{$)/ && text !~ /\}$/ {
  open = 1; start = FNR; column = indent
}

END {
  finish_file()
  for (i = 2; i <= files; i++) {
    value = lengths[i]
    for (j = i - 1; j > 0 && lengths[j] > value; j--) lengths[j + 1] = lengths[j]
    lengths[j + 1] = value
  }
  median = files % 2 ? lengths[(files + 1) / 2] : (lengths[files / 2] + lengths[files / 2 + 1]) / 2
  printf "%d files, median %g lines, longest %d; longest function %d (%s)\n", files, median, lengths[files], longest, where
  exit faults > 0
}
