# Writes YAML files (kernel models, tree profiles) as rows of a C++ table; see
# lib/Model/Builtin.cpp and lib/Project/TreeProfile.cpp.
#   cmake -DOUTPUT=<file> -DMODELS=<a.yaml>,<b.yaml> -P EmbedModels.cmake
string(REPLACE "," ";" MODELS "${MODELS}")
list(SORT MODELS)
set(rows "")
foreach(model ${MODELS})
  get_filename_component(name ${model} NAME_WE)
  file(READ ${model} text)
  string(APPEND rows "{\"${name}\", R\"yaml(${text})yaml\"},\n")
endforeach()
file(WRITE ${OUTPUT} "${rows}")
