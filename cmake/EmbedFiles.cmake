# Writes text files as rows of a C++ table; Embed.cmake calls it.
#   cmake -DOUTPUT=<file> -DFILES=<a.yaml>,<b.yaml> -P EmbedFiles.cmake
string(REPLACE "," ";" FILES "${FILES}")
list(SORT FILES)
set(rows "")
foreach(file ${FILES})
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  string(APPEND rows "{\"${name}\", R\"text(${text})text\"},\n")
endforeach()
file(WRITE ${OUTPUT} "${rows}")
