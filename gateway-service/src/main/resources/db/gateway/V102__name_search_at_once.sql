-- A list of new entries beside the index would be read by every search until the next vacuum.
alter index head_name_parts set (fastupdate = off);
